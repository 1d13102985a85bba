import { createContext, useContext } from 'react';
import type { GalleryApi } from '../../api/gallery-api.js';

export const ApiContext = createContext<GalleryApi | null>(null);

export function useApi(): GalleryApi {
  const api = useContext(ApiContext);
  if (api === null) throw new Error('useApi needs an ApiContext above it.');
  return api;
}

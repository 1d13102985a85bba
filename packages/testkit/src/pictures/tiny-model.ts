import type { ModelFile } from '@kith/core/models';
import { fromBase64 } from './base64.js';

/**
 * An ONNX model (opset 13) of 199 bytes: input `x` [n, 3]; outputs `y` = 2x + 1 [n, 3] and `top`, the largest of each
 * row of x [n, 1]. Made with onnx.helper.
 */
export function tinyModel(): { readonly file: ModelFile; readonly bytes: Uint8Array } {
  const bytes = fromBase64(
    'CAg6vAEKEAoBeAoDdHdvEgFkIgNNdWwKEAoBZAoDb25lEgF5IgNBZGQKMQoBeBIDdG9wIglSZWR1Y2VNYXgqCwoEYXhlc0ABoAEHKg8KCGtl' +
      'ZXBkaW1zGAGgAQISAWcqDRABIgQAAABAQgN0d28qDRABIgQAAIA/QgNvbmVaFAoBeBIPCg0IARIJCgMSAW4KAggDYhQKAXkSDwoNCAESCQoD' +
      'EgFuCgIIA2IWCgN0b3ASDwoNCAESCQoDEgFuCgIIAUIECgAQDQ==',
  );
  const file = {
    file: 'tiny.onnx',
    sha256: '',
    bytes: bytes.length,
    format: 'onnx',
    precision: 'fp32',
  } as const;
  return { file: { ...file, backends: ['cpu'] }, bytes };
}

const paths = {
  people:
    'M4 20v-5a5 5 0 0 1 10 0v5M9 7.5a2.5 2.5 0 1 1 0-.01M16 20v-4a4 4 0 0 0-1.5-3.2M15 5.2a2.5 2.5 0 0 1 0 4.6',
  review:
    'M9.2 9a2.9 2.9 0 1 1 4.2 2.6c-.9.5-1.4 1.1-1.4 2.1v.3M12 17.5v.01M12 21a9 9 0 1 1 0-18 9 9 0 0 1 0 18',
  history: 'M4 12a8 8 0 1 0 2.6-5.9L4 8.5M4 4v4.5h4.5M12 8v4.5l3 1.8',
  failed: 'M12 4 3 20h18zM12 10v4.5M12 17.3v.01',
  insight: 'M4 20h16M6.5 16.5v-5M11 16.5V6M15.5 16.5v-8M20 16.5v-3',
  settings:
    'M4 7h9M17 7h3M4 17h3M11 17h9M15 9.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5M9 19.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5',
  search: 'M10.5 17a6.5 6.5 0 1 1 0-13 6.5 6.5 0 0 1 0 13M15.3 15.3 20 20',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  close: 'M6 6l12 12M18 6 6 18',
  back: 'M14.5 5.5 8 12l6.5 6.5',
  next: 'M9.5 5.5 16 12l-6.5 6.5',
  pause: 'M8.5 5v14M15.5 5v14',
  play: 'M8 5v14l11-7z',
  stop: 'M7 7h10v10H7z',
  pencil: 'm5 19 .8-3.8L16 5l3 3L8.8 18.2zM13.5 7.5l3 3',
  draw: 'M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5M12 9v6M9 12h6',
  merge: 'M5 5c0 5 7 3.5 7 9v5M19 5c0 5-7 3.5-7 9M9.5 16.5 12 19l2.5-2.5',
  split: 'M12 5v5c0 4-6 3.5-6 9M12 10c0 4 6 3.5 6 9',
  hide: 'M4 4l16 16M9.9 5.8A9 9 0 0 1 21 12a12 12 0 0 1-2.6 3.2M6.2 7.7A12 12 0 0 0 3 12a9 9 0 0 0 13 5M10 10a3 3 0 0 0 4 4',
  more: 'M6 12v.01M12 12v.01M18 12v.01',
  undo: 'M8 5 4 9l4 4M4.5 9H14a5 5 0 0 1 0 10H9',
  folder: 'M3.5 7a2 2 0 0 1 2-2h4l2 2.5h7a2 2 0 0 1 2 2V17a2 2 0 0 1-2 2h-13a2 2 0 0 1-2-2z',
  select: 'M5 5h14v14H5zM8.5 12l2.5 2.5 4.5-5',
} as const;

export type IconName = keyof typeof paths;

/** A line drawing in the colour of the text around it; the words beside it carry the meaning. */
export function Icon({ name }: { readonly name: IconName }) {
  const flips = name === 'back' || name === 'next' || name === 'undo';
  return (
    <svg
      className={flips ? 'icon icon-flips' : 'icon'}
      viewBox="0 0 24 24"
      aria-hidden="true"
      focusable="false"
    >
      <path d={paths[name]} />
    </svg>
  );
}

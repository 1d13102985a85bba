/** Opens every snapshot: 'KITH' 'PPL1', then version, CRC-32 of the rest and its length, each a u32. */
export const SNAPSHOT = { magic: [0x4854494b, 0x314c5050], version: 2, headerBytes: 20 } as const;

/** Pictures decoded at once, each in a process of its own. */
export interface DecodersAtOnce {
  /** Of all kinds. */
  readonly processes: number;
  /** HEIC and AVIF, whose decoders hold whole pictures: up to 280 MiB each. */
  readonly heavyProcesses: number;
}

/** Memory of the machine that there should be for each heavy process, bytes: it takes a tenth of that. */
const memoryEach = 2.5 * 2 ** 30;

/**
 * What a machine can do at once. A JPEG takes milliseconds of a core, so four processes are ahead of any model; a HEIC of
 * 12 megapixels takes more than half a second, so a library of a phone's photos waits for nothing else: all cores but
 * two decode them where there is the memory, eight at most, and never fewer than half of the processes. Where so many
 * processes are `asked` for, half of them are heavy whatever the machine.
 */
export function howManyDecode(
  { cores, memoryBytes }: { readonly cores: number; readonly memoryBytes: number },
  asked?: number,
): DecodersAtOnce {
  const processes = asked ?? Math.max(1, Math.min(cores, 4));
  const affordable = asked ? 0 : Math.min(cores - 2, Math.floor(memoryBytes / memoryEach), 8);
  return { processes, heavyProcesses: Math.max(1, processes >> 1, affordable) };
}

/**
 * One thing a port promises, as a function that throws when it is not kept. Needs no test runner: in Vitest
 * `for (const c of storeContract) it(c.name, () => c.run(subject))`, in a page a plain loop.
 */
export interface ContractCase<Subject> {
  readonly name: string;
  run(make: () => Promise<Subject>): Promise<void>;
}

/** What a case works on, and how to be rid of it. */
export interface Disposable {
  dispose(): Promise<void>;
}

/** Wraps the body of a case, so that the subject is always disposed of. */
export function contractCase<Subject extends Disposable>(
  name: string,
  body: (subject: Subject) => Promise<void>,
): ContractCase<Subject> {
  return {
    name,
    async run(make) {
      const subject = await make();
      try {
        await body(subject);
      } finally {
        await subject.dispose();
      }
    },
  };
}

declare const brand: unique symbol;

/** Marks a primitive with a name so that two meanings of `number` or `string` cannot be mixed by accident. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };

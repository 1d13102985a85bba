/** A picture that is not decoded on purpose; the message is for the user. */
export class Refusal extends Error {}

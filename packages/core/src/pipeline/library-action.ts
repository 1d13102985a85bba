/** What kind of thing the user did; the first part of an action's id. */
export type ActionKind =
  | 'name'
  | 'merge'
  | 'split'
  | 'assign'
  | 'not-person'
  | 'answer'
  | 'not-a-face'
  | 'hide'
  | 'cover'
  | 'born'
  | 'import'
  | 'undo';

/** `<kind>:<unique id>`: what all facts of one action share. */
export function actionId(kind: ActionKind, id: string): string {
  return `${kind}:${id}`;
}

/** The kind of an action, or null for one that something else wrote. */
export function actionKind(action: string): ActionKind | null {
  const colon = action.indexOf(':');
  return colon < 0 ? null : (action.slice(0, colon) as ActionKind);
}

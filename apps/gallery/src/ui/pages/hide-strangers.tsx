import type { PersonCard } from '../../api/outputs.js';
import { useCorrect } from '../data/use-correct.js';
import { count } from '../data/words.js';
import { Button } from '../parts/button.js';

export function HideStrangers({ strangers }: { readonly strangers: readonly PersonCard[] }) {
  const correct = useCorrect();
  if (strangers.length === 0) return null;
  const said = `${count(strangers.length, 'stranger')} hidden`;
  return (
    <p className="strip">
      <span>People without a name who are in very few photos.</span>
      <Button
        icon="hide"
        onClick={() => correct('hide', { people: strangers.map((p) => p.id), hidden: true }, said)}
      >
        {`Hide all ${strangers.length.toLocaleString()}`}
      </Button>
    </p>
  );
}

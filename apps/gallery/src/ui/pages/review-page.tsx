import { useEffect } from 'react';
import type { Question } from '../../api/outputs.js';
import { answersOf } from '../data/answers-of.js';
import { type Answering, useAnswering } from '../data/use-answering.js';
import { useCorrect } from '../data/use-correct.js';
import { useRead } from '../data/use-read.js';
import { count } from '../data/words.js';
import { Button } from '../parts/button.js';
import { PageTitle } from '../parts/page-title.js';
import { StateOf } from '../parts/state-of.js';
import { QuestionSides } from './question-sides.js';

/** One question at a time, those that gain most photos first; y, n, s and u answer from the keyboard. */
export function ReviewPage() {
  const query = useRead('review', { limit: 100 });
  const answering = useAnswering(query.dataUpdatedAt);
  return (
    <StateOf query={query}>
      {({ items, remaining }) => {
        const open = items.filter((q) => !answering.away.has(q.key));
        const [question] = open;
        const left = Math.max(0, remaining - (items.length - open.length));
        return (
          <>
            <PageTitle title="Review" note={<span aria-live="polite">{count(left, 'question')} left</span>} />
            {question === undefined ? (
              <NothingLeft answering={answering} />
            ) : (
              <Ask key={question.key} question={question} answering={answering} />
            )}
          </>
        );
      }}
    </StateOf>
  );
}

function NothingLeft({ answering }: { readonly answering: Answering }) {
  const { skipped, canUndo, undo, unskip } = answering;
  useKeys({ u: undo });
  return (
    <div className="empty">
      <p>
        {skipped > 0
          ? 'That was all but what you skipped.'
          : 'Nothing to ask. Kith is sure of what it shows.'}
      </p>
      <div className="answers">
        {skipped > 0 && <Button onClick={unskip}>Look at the skipped ones</Button>}
        {canUndo && <UndoButton onUndo={undo} />}
      </div>
    </div>
  );
}

interface AskProps {
  readonly question: Question;
  readonly answering: Answering;
}

function Ask({ question, answering }: AskProps) {
  const correct = useCorrect();
  const { key } = question;
  const [asked, yes, no] = answersOf(question, correct);
  const say = {
    y: () => answering.answer(key, yes.run),
    n: () => answering.answer(key, no.run),
    s: () => answering.skip(key),
    u: () => answering.undo(),
  };
  useKeys(say);
  return (
    <section className="question" aria-labelledby="question">
      <h2 id="question">{asked}</h2>
      <p className="muted">{question.reason}</p>
      <QuestionSides question={question} />
      <div className="answers">
        <Button look="strong" onClick={say.y} aria-keyshortcuts="y">
          {yes.label} <kbd>Y</kbd>
        </Button>
        <Button onClick={say.n} aria-keyshortcuts="n">
          {no.label} <kbd>N</kbd>
        </Button>
        <Button look="quiet" onClick={say.s} aria-keyshortcuts="s">
          Skip <kbd>S</kbd>
        </Button>
        <UndoButton onUndo={say.u} disabled={!answering.canUndo} />
      </div>
    </section>
  );
}

function UndoButton({
  onUndo,
  disabled = false,
}: {
  readonly onUndo: () => void;
  readonly disabled?: boolean;
}) {
  return (
    <Button look="quiet" onClick={onUndo} disabled={disabled} aria-keyshortcuts="u">
      Undo <kbd>U</kbd>
    </Button>
  );
}

/** Runs what a key stands for, but not while something is typed or a dialog is open. */
function useKeys(keys: Readonly<Record<string, () => unknown>>): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target)) return;
      const act = keys[event.key.toLowerCase()];
      if (act === undefined) return;
      event.preventDefault();
      void act();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  });
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, select, dialog') !== null;
}

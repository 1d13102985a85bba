import { useEffect, useState } from 'react';
import type { Question } from '../../api/outputs.js';
import { answersOf } from '../data/answers-of.js';
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
  const [away, setAway] = useState<ReadonlySet<string>>(new Set());
  return (
    <StateOf query={query}>
      {({ items, remaining }) => {
        const open = items.filter((q) => !away.has(q.key));
        const [question] = open;
        const left = Math.max(0, remaining - (items.length - open.length));
        return (
          <>
            <PageTitle title="Review" note={<span aria-live="polite">{count(left, 'question')} left</span>} />
            {question === undefined ? (
              <div className="empty">
                <p>
                  {away.size > 0
                    ? 'That was all but what you skipped.'
                    : 'Nothing to ask. Kith is sure of what it shows.'}
                </p>
                {away.size > 0 && (
                  <Button onClick={() => setAway(new Set())}>Look at the skipped ones</Button>
                )}
              </div>
            ) : (
              <Ask
                key={question.key}
                question={question}
                onAway={() => setAway(new Set([...away, question.key]))}
                onBack={() => setAway(new Set([...away].slice(0, -1)))}
              />
            )}
          </>
        );
      }}
    </StateOf>
  );
}

interface AskProps {
  readonly question: Question;
  readonly onAway: () => void;
  readonly onBack: () => void;
}

function Ask({ question, onAway, onBack }: AskProps) {
  const correct = useCorrect();
  const [asked, yes, no] = answersOf(question, correct);
  const answer = async (make: () => Promise<unknown>) => {
    onAway();
    if ((await make()) === null) onBack();
  };
  const undo = async () => {
    onBack();
    await correct('undo', {}, 'Taken back');
  };
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target)) return;
      const act = { y: () => answer(yes.run), n: () => answer(no.run), s: onAway, u: undo }[
        event.key.toLowerCase()
      ];
      if (act === undefined) return;
      event.preventDefault();
      void act();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  });
  return (
    <section className="question" aria-labelledby="question">
      <h2 id="question">{asked}</h2>
      <p className="muted">{question.reason}</p>
      <QuestionSides question={question} />
      <div className="answers">
        <Button look="strong" onClick={() => answer(yes.run)} aria-keyshortcuts="y">
          {yes.label} <kbd>Y</kbd>
        </Button>
        <Button onClick={() => answer(no.run)} aria-keyshortcuts="n">
          {no.label} <kbd>N</kbd>
        </Button>
        <Button look="quiet" onClick={onAway} aria-keyshortcuts="s">
          Skip <kbd>S</kbd>
        </Button>
        <Button look="quiet" onClick={undo} aria-keyshortcuts="u">
          Undo <kbd>U</kbd>
        </Button>
      </div>
    </section>
  );
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, select, dialog') !== null;
}

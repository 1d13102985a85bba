import { type ReactNode, useEffect, useRef } from 'react';
import { Link } from 'wouter';
import { Icon } from './icon.js';

export interface PageTitleProps {
  readonly title: string;
  /** What stands where the title would, when it is more than words. */
  readonly children?: ReactNode;
  readonly note?: ReactNode;
  readonly actions?: ReactNode;
  readonly back?: { readonly to: string; readonly label: string };
}

/** The page's heading; takes the focus when the page opens, so that a screen reader says where one is. */
export function PageTitle({ title, children, note, actions, back }: PageTitleProps) {
  const ref = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Kith`;
  }, [title]);
  useEffect(() => {
    const { activeElement, body } = document;
    if (activeElement === null || activeElement === body || !body.contains(activeElement))
      ref.current?.focus();
  }, []);
  return (
    <header className="page-title">
      {back && (
        <Link href={back.to} className="back">
          <Icon name="back" />
          <span>{back.label}</span>
        </Link>
      )}
      <div className="page-title-row">
        <div className="page-title-words">
          <h1 ref={ref} tabIndex={-1}>
            {children ?? title}
          </h1>
          {note && <div className="page-note">{note}</div>}
        </div>
        {actions && <div className="page-actions">{actions}</div>}
      </div>
    </header>
  );
}

import type { ComponentProps } from 'react';
import { Icon, type IconName } from './icon.js';

export interface ButtonProps extends ComponentProps<'button'> {
  readonly icon?: IconName;
  readonly look?: 'plain' | 'strong' | 'quiet' | 'danger';
  /** Shows the icon alone; the label stays for screen readers and as a hint. */
  readonly compact?: boolean;
}

export function Button({ icon, look = 'plain', compact = false, children, className, ...rest }: ButtonProps) {
  const classes = ['button', `button-${look}`, compact ? 'button-compact' : '', className ?? ''].join(' ');
  return (
    <button type="button" className={classes} title={compact ? String(children) : undefined} {...rest}>
      {icon && <Icon name={icon} />}
      <span className={compact ? 'unseen' : undefined}>{children}</span>
    </button>
  );
}

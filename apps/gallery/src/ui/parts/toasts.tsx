import { type ReactNode, useCallback, useState } from 'react';
import { type Toast, ToastContext } from '../data/toast-context.js';
import { Button } from './button.js';

const stayMs = 9000;

/** Says what has just been done, with its undo. One at a time; stays while it is pointed at or focused. */
export function Toasts({ children }: { readonly children: ReactNode }) {
  const [toast, setToast] = useState<(Toast & { id: number }) | null>(null);
  const show = useCallback((next: Toast) => {
    const id = Math.random();
    setToast({ ...next, id });
    const leave = () =>
      setToast((t) => {
        if (t?.id !== id) return t;
        if (document.querySelector('.toast:hover, .toast:focus-within') === null) return null;
        setTimeout(leave, stayMs);
        return t;
      });
    setTimeout(leave, stayMs);
  }, []);
  return (
    <ToastContext.Provider value={show}>
      {children}
      <div className="toasts" role="status" aria-live="polite">
        {toast && (
          <div key={toast.id} className={toast.bad ? 'toast toast-bad' : 'toast'}>
            <span>{toast.text}</span>
            {toast.action && (
              <Button
                look="quiet"
                icon="undo"
                onClick={() => {
                  toast.action?.run().then(
                    () => setToast(null),
                    (error: Error) => show({ text: error.message, bad: true }),
                  );
                }}
              >
                {toast.action.label}
              </Button>
            )}
            <Button look="quiet" icon="close" compact onClick={() => setToast(null)}>
              Dismiss
            </Button>
          </div>
        )}
      </div>
    </ToastContext.Provider>
  );
}

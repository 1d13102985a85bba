export interface FileButtonProps {
  readonly label: string;
  readonly accept: string;
  readonly onFile: (file: File) => void;
}

/** A button that opens the system's picker for one file. */
export function FileButton({ label, accept, onFile }: FileButtonProps) {
  return (
    <label className="button button-plain file-button">
      {label}
      <input
        type="file"
        accept={accept}
        className="unseen"
        onChange={(e) => {
          const [file] = e.target.files ?? [];
          if (file) onFile(file);
          e.target.value = '';
        }}
      />
    </label>
  );
}

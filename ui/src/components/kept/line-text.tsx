import { useEffect, useRef } from 'react';
import './kept.css';

interface LineTextProps {
  text: string;
  /** a line to look at, from 1 */
  mark: number | undefined;
  /** what it is, for readers who hear it */
  label: string;
  onChange: (text: string) => void;
}

/** Height of a line in the style sheet. */
const LINE_PX = 20;
/** Lines left above a line that is scrolled to. */
const ABOVE = 4;

/** A text with the numbers of its lines; a line that does not fit is marked and brought into view. */
export function LineText({ text, mark, label, onChange }: LineTextProps) {
  const numbers = useRef<HTMLDivElement>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const lines = text.split('\n').length;

  useEffect(() => {
    const box = area.current;
    if (mark === undefined || !box) return;
    const top = (mark - 1) * LINE_PX;
    if (top < box.scrollTop || top > box.scrollTop + box.clientHeight - LINE_PX)
      box.scrollTop = Math.max(0, top - ABOVE * LINE_PX);
  }, [mark]);

  return (
    <div className="line-text">
      <div className="line-numbers" aria-hidden="true" ref={numbers}>
        {Array.from({ length: lines }, (_, index) => (
          <div key={index} className={index + 1 === mark ? 'marked' : ''}>
            {index + 1}
          </div>
        ))}
      </div>
      <textarea
        ref={area}
        aria-label={label}
        aria-invalid={mark !== undefined}
        spellCheck={false}
        autoComplete="off"
        wrap="off"
        value={text}
        onChange={(event) => onChange(event.target.value)}
        onScroll={(event) => {
          if (numbers.current) numbers.current.scrollTop = event.currentTarget.scrollTop;
        }}
      />
    </div>
  );
}

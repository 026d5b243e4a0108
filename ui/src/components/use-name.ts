import { useState } from 'react';
import { recall, remember } from '../app/memory';

const KEY = 'patron.by';

/** The reader's name, asked once and remembered by this browser: decisions carry it. */
export function useName(): [string, (name: string) => void] {
  const [name, setName] = useState(() => recall(KEY) ?? '');
  return [
    name,
    (next) => {
      setName(next);
      remember(KEY, next.trim() === '' ? null : next.trim());
    },
  ];
}

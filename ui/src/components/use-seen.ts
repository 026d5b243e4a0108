import { type RefObject, useEffect, useRef, useState } from 'react';

/** How far below the screen something counts as seen, so that it stands when a reader gets there. */
const AHEAD = '200px 0px';

/** Whether an element has come into view: once seen it stays seen. */
export function useSeen(): [RefObject<HTMLElement | null>, boolean] {
  const element = useRef<HTMLElement>(null);
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    const watched = element.current;
    if (seen || !watched) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) setSeen(true);
      },
      { rootMargin: AHEAD },
    );
    observer.observe(watched);
    return () => observer.disconnect();
  }, [seen]);
  return [element, seen];
}

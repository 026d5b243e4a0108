import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { recall, remember } from './memory';

export type Mode = 'light' | 'dark';

const ThemeMode = createContext<{ mode: Mode; toggle: () => void }>({
  mode: 'light',
  toggle: () => undefined,
});

function firstMode(): Mode {
  const kept = recall('patron.theme');
  if (kept === 'dark' || kept === 'light') return kept;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

/** Holds light or dark for everything below. */
export function ThemeModeProvider({ children }: { children: ReactNode }) {
  const [mode, setMode] = useState(firstMode);
  useEffect(() => {
    document.documentElement.dataset.theme = mode;
  }, [mode]);
  const value = useMemo(
    () => ({
      mode,
      toggle: () => {
        const next = mode === 'dark' ? 'light' : 'dark';
        remember('patron.theme', next);
        setMode(next);
      },
    }),
    [mode],
  );
  return <ThemeMode.Provider value={value}>{children}</ThemeMode.Provider>;
}

/** Light or dark, and the switch. */
export function useThemeMode() {
  return useContext(ThemeMode);
}

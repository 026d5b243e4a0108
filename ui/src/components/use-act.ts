import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useState } from 'react';
import { askAgain } from '../api/decisions';
import { useProblemText } from '../api/use-problem-text';

/** Does something that is kept, asks again for what it changed, and says what went wrong. */
export function useAct(): { busy: boolean; act: (work: () => Promise<unknown>) => Promise<boolean> } {
  const cache = useQueryClient();
  const { message } = App.useApp();
  const text = useProblemText();
  const [busy, setBusy] = useState(false);
  const act = async (work: () => Promise<unknown>) => {
    setBusy(true);
    try {
      await work();
      await askAgain(cache);
      return true;
    } catch (error) {
      const told = text.problem(error);
      void message.error(told.hint ? `${told.message} ${told.hint}` : told.message);
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, act };
}

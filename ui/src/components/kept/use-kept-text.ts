import { App } from 'antd';
import { useEffect, useState } from 'react';
import { useProblemText } from '../../api/use-problem-text';
import { useLater } from '../use-later';

/** How long typing rests before a text is checked. */
const REST_MS = 350;

/** A text while it is written: as it stands, as it was when typing last rested, and what is being done with it. */
export interface WrittenText {
  text: string;
  setText: (text: string) => void;
  /** the text to check */
  settled: string;
  working: boolean;
  /** does something, and says what went wrong */
  act: (work: () => Promise<void>) => Promise<void>;
}

/** The text of an editor that begins with `first` and says when it differs. */
export function useKeptText(first: string, onChanged: (dirty: boolean) => void): WrittenText {
  const { message } = App.useApp();
  const told = useProblemText();
  const [text, setText] = useState(first);
  const [working, setWorking] = useState(false);
  const settled = useLater(text, REST_MS);
  useEffect(() => onChanged(text !== first), [text, first, onChanged]);
  const act = async (work: () => Promise<void>) => {
    setWorking(true);
    try {
      await work();
    } catch (error) {
      const said = told.problem(error);
      void message.error(said.hint ? `${said.message} ${said.hint}` : said.message);
    } finally {
      setWorking(false);
    }
  };
  return { text, setText, settled, working, act };
}

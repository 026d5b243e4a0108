import { Button, Popconfirm, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../../api/types';
import { useProblemText } from '../../api/use-problem-text';
import type { WrittenText } from './use-kept-text';
import './kept.css';

/** What the portfolio keeps: a text with its versions. */
export interface KeptText {
  id: string;
  text: string;
  version: number;
  versions: number[];
}

interface KeptEditorProps {
  written: WrittenText;
  /** what is kept; none where it is new */
  kept: KeptText | null;
  /** how the check of the text ended; none before the first */
  check: { problem?: Problem | null } | undefined;
  /** whether the check is of the text as it stands */
  fresh: boolean;
  /** what is said of a text that fits */
  fits: ReactNode;
  /** what is asked before all versions are removed */
  removeAsk: string;
  /** whether the line of a problem can be seen */
  hasLines?: boolean;
  hint?: string;
  /** more tools, before the others */
  tools?: ReactNode;
  className?: string;
  onSave: () => Promise<void>;
  onRemove: (id: string) => Promise<void>;
  /** the text of an earlier version */
  onOpen: (id: string, version: number) => Promise<void>;
  children: ReactNode;
}

/** The line of a text that a problem is about. */
export function lineOf(problem: Problem | null | undefined): number | undefined {
  const line = problem?.values?.line;
  return typeof line === 'number' ? line : undefined;
}

/** The frame of every editor of a kept text: its versions, save and remove, and what the check says. */
export function KeptEditor(props: KeptEditorProps) {
  const { written, kept, check, fresh, fits, removeAsk, hasLines = true, hint, tools, className } = props;
  const { t } = useTranslation('parts');
  const told = useProblemText();
  const problem = check?.problem ?? null;
  const said = problem && told.told(problem);
  const line = lineOf(problem);
  const dirty = written.text !== (kept?.text ?? '');
  return (
    <div className={className ? `kept-editor ${className}` : 'kept-editor'}>
      {hint && <p className="muted small">{hint}</p>}
      <div className="editor-tools">
        {tools}
        {kept && (
          <Select
            size="small"
            aria-label={t('parts:kept.versions')}
            value={kept.version}
            popupMatchSelectWidth={false}
            options={[...kept.versions].reverse().map((number) => ({
              value: number,
              label: t('parts:kept.version', { version: String(number) }),
            }))}
            onChange={(version: number) => void written.act(() => props.onOpen(kept.id, version))}
          />
        )}
        <span className="editor-space" />
        {kept && (
          <Popconfirm
            title={removeAsk}
            okText={t('parts:kept.remove')}
            cancelText={t('parts:kept.keep')}
            onConfirm={() => void written.act(() => props.onRemove(kept.id))}
          >
            <Button size="small" disabled={written.working}>
              {t('parts:kept.remove')}
            </Button>
          </Popconfirm>
        )}
        <Button
          size="small"
          type="primary"
          loading={written.working}
          disabled={!fresh || !check || problem !== null || !dirty}
          onClick={() => void written.act(props.onSave)}
        >
          {t('parts:kept.save')}
        </Button>
      </div>
      <div className={problem ? 'editor-state problem' : 'editor-state'} role="status">
        {said ? (
          <>
            <p>
              {line !== undefined && hasLines && <b>{t('parts:kept.line', { line: String(line) })}</b>}{' '}
              {said.message}
            </p>
            {said.hint && <p className="small">{said.hint}</p>}
          </>
        ) : (
          <p>{check && fresh ? fits : t('parts:kept.checking')}</p>
        )}
      </div>
      {props.children}
    </div>
  );
}

import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Input, Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { queries } from '../../../api/queries';
import type { ConditionDraft } from '../../../api/types';
import { useProblemText } from '../../../api/use-problem-text';
import { useLater } from '../../../components/use-later';
import { useFormat } from '../../../format/use-format';
import { ConditionRow } from './condition-row';
import { grouped, joined, replaced, without } from './draft';
import type { SchemeColumns } from './use-columns';

/** How long typing rests before customers are counted. */
const REST_MS = 350;
/** Groups within groups that the form offers; the text holds more. */
const DEEPEST = 3;
const NEW = { measure: 'revenue', is: '>=' as const, value: 1000 };

interface ConditionEditorProps {
  condition: ConditionDraft;
  columns: SchemeColumns;
  onChange: (condition: ConditionDraft) => void;
}

/** A condition as rows and groups, or as SQL, with the customers who fulfil it now. */
export function ConditionEditor({ condition, columns, onChange }: ConditionEditorProps) {
  const { t } = useTranslation('schemes');
  const sql = condition.sql != null;
  return (
    <div className="condition-editor">
      <div className="condition-tools">
        <Segmented
          size="small"
          value={sql ? 'sql' : 'rows'}
          options={[
            { value: 'rows', label: t('schemes:form.rows') },
            { value: 'sql', label: 'SQL' },
          ]}
          onChange={(way) => onChange(way === 'sql' ? { sql: 'revenue >= 1000' } : NEW)}
        />
        <Counted condition={condition} />
      </div>
      {sql ? (
        <Input.TextArea
          className="sql-field"
          aria-label={t('schemes:form.sql')}
          autoSize={{ minRows: 2, maxRows: 8 }}
          spellCheck={false}
          value={condition.sql ?? ''}
          onChange={(event) => onChange({ sql: event.target.value })}
        />
      ) : (
        <Group condition={condition} columns={columns} depth={0} onChange={onChange} />
      )}
    </div>
  );
}

function Counted({ condition }: { condition: ConditionDraft }) {
  const { t } = useTranslation('schemes');
  const format = useFormat();
  const told = useProblemText();
  const settled = useLater(condition, REST_MS);
  const { data } = useQuery(queries.conditionCount(settled));
  if (!data) return null;
  if (data.problem)
    return <span className="condition-count attention small">{told.told(data.problem).message}</span>;
  const share = data.customers != null && data.of ? data.customers / data.of : null;
  return (
    <span className="condition-count small" role="status">
      {t('schemes:form.counted', {
        count: data.customers ?? 0,
        text: format.exact(data.customers, 0),
        share: format.percent(share),
      })}
    </span>
  );
}

interface GroupProps extends ConditionEditorProps {
  depth: number;
  onRemove?: () => void;
}

function Group({ condition, columns, depth, onChange, onRemove }: GroupProps) {
  const { t } = useTranslation('schemes');
  const turned = condition.not != null;
  const inner = condition.not ?? condition;
  const { word, parts } = grouped(inner);
  const change = (next: ConditionDraft) => onChange(turned ? { not: next } : next);
  // A group within a group stays one, even with a single part.
  const group = (list: ConditionDraft[], of = word) =>
    change(depth > 0 ? (of === 'all' ? { all: list } : { any: list }) : joined(of, list));
  const put = (place: number, part: ConditionDraft) => group(replaced(parts, place, part));
  const drop = (place: number) => {
    const rest = without(parts, place);
    if (rest.length > 0) group(rest);
    else if (onRemove) onRemove();
    else change(NEW);
  };
  return (
    <div className="condition-group">
      <div className="condition-tools">
        {(parts.length > 1 || depth > 0) && (
          <Segmented<'all' | 'any'>
            size="small"
            value={word}
            options={[
              { value: 'all', label: t('schemes:form.all') },
              { value: 'any', label: t('schemes:form.any') },
            ]}
            onChange={(next) => group(parts, next)}
          />
        )}
        <Checkbox
          checked={turned}
          onChange={(event) => onChange(event.target.checked ? { not: inner } : inner)}
        >
          {t('schemes:form.not')}
        </Checkbox>
      </div>
      {parts.map((part, place) =>
        part.measure != null ? (
          <ConditionRow
            key={place}
            condition={part}
            columns={columns}
            onChange={(next) => put(place, next)}
            onRemove={() => drop(place)}
          />
        ) : part.sql != null ? (
          <Input.TextArea
            key={place}
            className="sql-field"
            aria-label={t('schemes:form.sql')}
            autoSize={{ minRows: 1, maxRows: 6 }}
            value={part.sql}
            onChange={(event) => put(place, { sql: event.target.value })}
          />
        ) : (
          <Group
            key={place}
            condition={part}
            columns={columns}
            depth={depth + 1}
            onChange={(next) => put(place, next)}
            onRemove={() => drop(place)}
          />
        ),
      )}
      <div className="condition-tools">
        <Button size="small" type="text" onClick={() => group([...parts, NEW])}>
          + {t('schemes:form.addCondition')}
        </Button>
        {depth < DEEPEST && (
          <Button
            size="small"
            type="text"
            onClick={() => group([...parts, word === 'all' ? { any: [NEW] } : { all: [NEW] }])}
          >
            + {t('schemes:form.addGroup')}
          </Button>
        )}
      </div>
    </div>
  );
}

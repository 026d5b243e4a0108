import { Tooltip } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useCatalogue } from '../api/use-catalogue';
import { useFieldName } from '../api/use-field-name';
import { useFormat } from '../format/use-format';
import './definition.css';

/** A word with its definition one hover (or one tab) away. */
export function Definition({ text, children }: { text: ReactNode; children: ReactNode }) {
  if (!text) return children;
  return (
    <Tooltip title={text} trigger={['hover', 'focus']}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the definition must be reachable by keyboard */}
      <span className="definition" tabIndex={0}>
        {children}
      </span>
    </Tooltip>
  );
}

/** Name of a measure with its meaning and the analysis that makes it, from the catalogue. */
export function MeasureName({ id, children }: { id: string; children?: ReactNode }) {
  const { t } = useTranslation('parts');
  const catalogue = useCatalogue();
  const format = useFormat();
  const name = useFieldName();
  const measure = catalogue.measure(id);
  if (!measure) return children ?? name(id);
  const analysis = catalogue.analyses.find((item) => item.id === measure.source);
  return (
    <Definition
      text={
        <>
          <div>{format.word(measure.meaning)}</div>
          {analysis && (
            <div className="definition-source">
              {t('parts:madeBy', { name: format.word(analysis.label) })}
            </div>
          )}
        </>
      }
    >
      {children ?? format.word(measure.label)}
    </Definition>
  );
}

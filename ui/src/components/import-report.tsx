import { useTranslation } from 'react-i18next';
import type { ImportReport } from '../api/types';
import { useFormat } from '../format/use-format';
import { Notices } from './notices';
import { RejectTable } from './reject-table';
import './import-report.css';
import './plain-table.css';

// Settings that are words; others are codes and prefixes of the company.
const WORDS = ['drop', 'keep', 'skip', 'load', 'exclude', 'none', 'negative'];

function Setting({ word }: { word: string }) {
  const { t } = useTranslation('parts');
  return WORDS.includes(word) ? t(`parts:setting.${word}`) : <code>{word}</code>;
}

const PARTS = ['loaded', 'quarantined', 'duplicates', 'excluded'] as const;

/** Where every row went: read = loaded + put aside + duplicates + left out by rule, with the amounts. */
export function ImportReportView({ report }: { report: ImportReport }) {
  const { t } = useTranslation('parts');
  const format = useFormat();
  const amount = (text: string | null | undefined) => (text == null ? '' : format.exact(Number(text), 2));
  const amounts = {
    loaded: report.amount_loaded,
    quarantined: null,
    duplicates: report.amount_duplicates,
    excluded: report.amount_excluded,
  };
  return (
    <div className="import-report">
      <div className="row-flow" aria-hidden="true">
        {PARTS.filter((part) => report[part] > 0).map((part) => (
          <span key={part} className={part} style={{ flexGrow: Math.max(report[part], report.read / 200) }} />
        ))}
      </div>
      <dl className="row-parts">
        <div>
          <dt>{t('parts:report.read')}</dt>
          <dd className="figures">{format.exact(report.read, 0)}</dd>
          <dd className="muted small figures">{amount(report.amount_read)}</dd>
        </div>
        {PARTS.map((part, index) => (
          <div key={part}>
            <dt>
              <i className={part} />
              {index === 0 ? '= ' : '+ '}
              {t(`parts:report.${part}`)}
            </dt>
            <dd className="figures">{format.exact(report[part], 0)}</dd>
            <dd className="muted small figures">{amount(amounts[part])}</dd>
          </div>
        ))}
      </dl>
      <p className="muted">
        {report.first_on &&
          t('parts:report.days', { from: format.day(report.first_on), to: format.day(report.last_on) })}
        {report.customers != null &&
          ` ${t('parts:report.customers', { count: report.customers, text: format.exact(report.customers, 0) })}`}
      </p>
      <Notices list={report.notices} />
      {report.rules.length > 0 && (
        <section>
          <h3>{t('parts:report.rules')}</h3>
          <div className="table-scroll">
            <table className="plain-table">
              <thead>
                <tr>
                  <th scope="col">{t('parts:report.rule')}</th>
                  <th scope="col">{t('parts:report.setting')}</th>
                  <th scope="col" className="number">
                    {t('parts:report.rows')}
                  </th>
                  <th scope="col" className="number">
                    {t('parts:report.amount')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {report.rules.map((rule) => (
                  <tr key={rule.rule}>
                    <td>{t(`parts:rule.${rule.rule}`, { defaultValue: rule.rule })}</td>
                    <td>
                      <Setting word={rule.setting} />
                    </td>
                    <td className="number">{format.exact(rule.rows, 0)}</td>
                    <td className="number">{amount(rule.amount)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </section>
      )}
      {report.rejects.length > 0 && (
        <section>
          <h3>{t('parts:report.rejects')}</h3>
          <RejectTable rows={report.rejects} />
        </section>
      )}
      {Object.keys(report.mapping).length > 0 && (
        <section>
          <h3>{t('parts:report.mapping')}</h3>
          <p className="mapping-line">
            {Object.entries(report.mapping).map(([field, expression]) => (
              <code key={field}>
                {field} = {expression}
              </code>
            ))}
          </p>
        </section>
      )}
    </div>
  );
}

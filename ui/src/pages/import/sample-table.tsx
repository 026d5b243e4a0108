import { useTranslation } from 'react-i18next';
import type { PreviewView } from '../../api/types';
import { useFormat } from '../../format/use-format';
import '../../components/plain-table.css';

/** The first rows of the file, under what its columns seem to hold. */
export function SampleTable({ preview }: { preview: PreviewView }) {
  const { t } = useTranslation('import');
  const format = useFormat();
  return (
    <section className="sample">
      <h2>{t('import:sample.title')}</h2>
      <div className="sample-scroll">
        <table className="plain-table">
          <thead>
            <tr>
              {preview.columns.map((column) => (
                <th scope="col" key={column.name}>
                  <b>{column.name}</b>
                  <br />
                  {t(`import:kind.${column.kind}`, { defaultValue: column.kind })}
                  {column.empty > 0 &&
                    ` · ${t('import:sample.empty', { text: format.exact(column.empty, 0), count: column.empty })}`}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {preview.sample.map((row, key) => (
              <tr key={key}>
                {row.map((value, index) => (
                  <td key={index}>{value ?? <span className="muted">–</span>}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

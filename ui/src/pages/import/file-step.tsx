import { InboxOutlined } from '@ant-design/icons';
import { Select, Spin, Upload } from 'antd';
import { useTranslation } from 'react-i18next';

interface FileStepProps {
  /** ledger tables the server can fill */
  tables: string[];
  table: string;
  busy: boolean;
  onTable: (table: string) => void;
  onFile: (file: File) => void;
}

const FIRST = ['orders', 'customers', 'products'];

/** What the file holds, and the file. */
export function FileStep({ tables, table, busy, onTable, onFile }: FileStepProps) {
  const { t } = useTranslation('import');
  const choices = [...FIRST, ...tables.filter((name) => !FIRST.includes(name))];
  return (
    <section className="file-step">
      <div className="file-table">
        <span>{t('import:file.holds')}</span>
        <Select
          aria-label={t('import:file.holds')}
          className="file-table-choice"
          value={table}
          onChange={onTable}
          options={choices.map((name) => ({
            value: name,
            label: t(`parts:table.${name}`, { ns: 'parts', defaultValue: name }),
          }))}
        />
      </div>
      <p className="muted">{t(`import:file.needs.${table}`, { defaultValue: '' })}</p>
      <Spin spinning={busy}>
        <Upload.Dragger
          accept=".csv,.tsv,.txt,.gz,.zst,.xlsx,.xls,.parquet,.jsonl,.ndjson,.json"
          multiple={false}
          showUploadList={false}
          disabled={busy}
          beforeUpload={(file) => {
            onFile(file);
            return false;
          }}
        >
          <p className="file-icon">
            <InboxOutlined aria-hidden />
          </p>
          <p>{t('import:file.drop')}</p>
          <p className="muted small">{t('import:file.kinds')}</p>
        </Upload.Dragger>
      </Spin>
    </section>
  );
}

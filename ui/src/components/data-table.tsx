import { Table, Tooltip } from 'antd';
import type { ColumnType } from 'antd/es/table';
import { useTranslation } from 'react-i18next';
import type { Measure } from '../api/types';
import { useCatalogue } from '../api/use-catalogue';
import type { Cell } from '../format/measure';
import { DASH } from '../format/number';
import { type Format, useFormat } from '../format/use-format';
import { Bar } from './bar';
import { MeasureName } from './definition';
import { LabelTag } from './label-tag';
import './data-table.css';

export interface DataRow {
  key: string;
  cells: Record<string, Cell>;
}

interface DataTableProps {
  columns: string[];
  rows: DataRow[];
  /** measure id, with `-` before it for largest first */
  sort: string;
  onSort: (sort: string) => void;
  onOpen: (key: string) => void;
  loading: boolean;
}

const NUMBER_WIDTH = 132;
const LABEL_WIDTH = 160;
const TEXT_WIDTH = 208;

/** The one table over the customer base: columns from the catalogue, sorted and paged by the server. */
export function DataTable({ columns, rows, sort, onSort, onOpen, loading }: DataTableProps) {
  const { t } = useTranslation('parts');
  const catalogue = useCatalogue();
  const format = useFormat();
  const unknown = (measure: Measure | undefined) => {
    const analysis = catalogue.analyses.find((item) => item.id === measure?.source);
    if (!analysis?.missing) return t('parts:unknown');
    if (format.language === 'en') return analysis.missing;
    const tables = analysis.tables.map((table) => t(`parts:table.${table}`, { defaultValue: table }));
    return t('parts:unknownTables', { tables: tables.join(t('parts:filter.comma')) });
  };
  const defs: ColumnType<DataRow>[] = columns.map((id, index) => {
    const measure = catalogue.measure(id);
    const number = measure?.kind === 'number';
    const direction = sort === id ? 'ascend' : sort === `-${id}` ? 'descend' : null;
    return {
      key: id,
      title: <ColumnTitle id={id} measure={measure} format={format} />,
      align: number ? 'right' : 'left',
      width: index === 0 ? 128 : number ? NUMBER_WIDTH : measure ? LABEL_WIDTH : TEXT_WIDTH,
      fixed: index === 0 ? 'left' : undefined,
      ellipsis: index === 0 || !measure,
      sorter: true,
      sortOrder: direction,
      sortDirections: number ? ['descend', 'ascend', 'descend'] : ['ascend', 'descend', 'ascend'],
      showSorterTooltip: false,
      render: (_, row) => (
        <DataCell
          value={row.cells[id]}
          measure={measure}
          first={index === 0}
          format={format}
          unknown={unknown}
        />
      ),
    };
  });
  return (
    <Table<DataRow>
      className="data-table"
      size="small"
      columns={defs}
      dataSource={rows}
      loading={loading}
      pagination={false}
      scroll={{ x: defs.reduce((sum, def) => sum + Number(def.width), 0) }}
      sticky={{ offsetHeader: 56 }}
      locale={{ emptyText: t('parts:empty.rows') }}
      onRow={(row) => ({ onClick: () => onOpen(row.key) })}
      onChange={(_, __, sorter) => {
        if (Array.isArray(sorter) || !sorter.columnKey) return;
        onSort(sorter.order === 'ascend' ? String(sorter.columnKey) : `-${String(sorter.columnKey)}`);
      }}
    />
  );
}

function ColumnTitle({ id, measure, format }: { id: string; measure: Measure | undefined; format: Format }) {
  return (
    <span className="column-title">
      <MeasureName id={id} />
      {measure?.unit === 'currency' && <span className="column-unit">{format.currency}</span>}
    </span>
  );
}

interface DataCellProps {
  value: Cell;
  measure: Measure | undefined;
  first: boolean;
  format: Format;
  unknown: (measure: Measure | undefined) => string;
}

function DataCell({ value, measure, first, format, unknown }: DataCellProps) {
  const text = format.cell(value, measure);
  if (text === DASH) {
    return (
      <Tooltip title={unknown(measure)}>
        <span className="muted">{DASH}</span>
      </Tooltip>
    );
  }
  if (first) {
    return (
      <button type="button" className="cell-link">
        {text}
      </button>
    );
  }
  if (measure?.kind === 'label') return <LabelTag measure={measure.id} label={String(value)} />;
  if (measure?.unit === 'probability' && typeof value === 'number') {
    return (
      <span className="bar-cell" title={format.cellExact(value, measure)}>
        <Bar share={value} />
        {text}
      </span>
    );
  }
  return <span title={format.cellExact(value, measure) || undefined}>{text}</span>;
}

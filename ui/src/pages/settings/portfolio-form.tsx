import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, InputNumber, Select } from 'antd';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, unwrap } from '../../api/client';
import type { PortfolioChange, PortfolioView } from '../../api/types';
import { useHasOrders } from '../../app/use-status';
import { Failure } from '../../components/failure';
import { TimeZoneSelect } from '../../components/time-zone-select';
import { useFormat } from '../../format/use-format';
import { eventLines, eventsOf } from './event-lines';
import { SettingField } from './setting-field';

const CALENDARS = ['auto', 'none', 'weekly', 'yearly'];
const FESTIVALS = ['western', 'chinese'];
const STEPS = ['month', 'quarter'];
const CURRENCIES = Intl.supportedValuesOf('currency');

/** The settings of the portfolio; only what was changed is sent. */
export function PortfolioForm({ portfolio }: { portfolio: PortfolioView }) {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const cache = useQueryClient();
  const { message } = App.useApp();
  const hasOrders = useHasOrders() ?? true;
  const [change, setChange] = useState<PortfolioChange>({});
  const [events, setEvents] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const now = { ...portfolio, ...change };
  const names = new Intl.DisplayNames([format.language === 'zh' ? 'zh-CN' : 'en'], { type: 'currency' });
  const set = (next: PortfolioChange) => setChange({ ...change, ...next });
  const share = (value: number | null | undefined) => (value == null ? null : Math.round(value * 1e6) / 1e4);

  const undo = () => {
    setChange({});
    setEvents(null);
  };

  const save = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      const saved = await unwrap(client.PUT('/api/v1/portfolio', { body: change }));
      setChange({});
      setEvents(null);
      cache.setQueryData(['portfolio'], saved);
      await cache.invalidateQueries();
      void message.success(t('settings:saved'));
    } catch (reason) {
      setError(reason);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form className="settings-form" onSubmit={(event) => void save(event)}>
      <SettingField id="name">
        <Input
          id="name"
          required
          value={now.name ?? ''}
          onChange={(event) => set({ name: event.target.value })}
        />
      </SettingField>
      <SettingField id="currency">
        <Select
          id="currency"
          showSearch={{ optionFilterProp: 'label' }}
          className="wide-select"
          placeholder={t('settings:none')}
          value={now.currency === 'XXX' ? undefined : (now.currency ?? undefined)}
          options={CURRENCIES.map((code) => ({ value: code, label: `${code} · ${names.of(code)}` }))}
          onChange={(currency: string) => set({ currency })}
        />
      </SettingField>
      <SettingField id="time_zone" note={hasOrders ? t('settings:fixed') : undefined}>
        <TimeZoneSelect
          id="time_zone"
          value={now.time_zone ?? undefined}
          disabled={hasOrders}
          onChange={(time_zone) => set({ time_zone })}
        />
      </SettingField>
      <SettingField id="margin">
        <InputNumber
          id="margin"
          min={0.01}
          max={100}
          suffix="%"
          placeholder={t('settings:none')}
          value={share(now.margin)}
          onChange={(value) => value !== null && set({ margin: value / 100 })}
        />
      </SettingField>
      <SettingField id="discount_rate">
        <InputNumber
          id="discount_rate"
          min={0}
          max={1000}
          suffix="%"
          value={share(now.discount_rate)}
          onChange={(value) => value !== null && set({ discount_rate: value / 100 })}
        />
      </SettingField>
      <SettingField id="horizon_days">
        <InputNumber
          id="horizon_days"
          min={1}
          precision={0}
          suffix={t('settings:days')}
          value={now.horizon_days}
          onChange={(value) => value !== null && set({ horizon_days: value })}
        />
      </SettingField>
      <SettingField id="value_after_service">
        <Select
          id="value_after_service"
          className="wide-select"
          value={now.value_after_service ? 'after' : 'before'}
          options={(['after', 'before'] as const).map((id) => ({
            value: id,
            label: t(`settings:service.${id}`),
          }))}
          onChange={(side: string) => set({ value_after_service: side === 'after' })}
        />
      </SettingField>
      <SettingField id="calendar">
        <Select
          id="calendar"
          className="wide-select"
          value={now.calendar ?? undefined}
          options={CALENDARS.map((id) => ({ value: id, label: t(`settings:calendar.${id}`) }))}
          onChange={(calendar: string) => set({ calendar })}
        />
      </SettingField>
      <SettingField id="festivals">
        <Select
          id="festivals"
          mode="multiple"
          className="wide-select"
          placeholder={t('settings:none')}
          value={now.festivals ?? []}
          options={FESTIVALS.map((id) => ({ value: id, label: t(`settings:festival.${id}`) }))}
          onChange={(festivals: string[]) => set({ festivals })}
        />
      </SettingField>
      <SettingField id="events">
        <Input.TextArea
          id="events"
          autoSize={{ minRows: 2, maxRows: 10 }}
          placeholder="Sale 2026-06-01..2026-06-07"
          value={events ?? eventLines(portfolio.events)}
          onChange={(event) => {
            setEvents(event.target.value);
            set({ events: eventsOf(event.target.value) });
          }}
        />
      </SettingField>
      <SettingField id="history_every">
        <Select
          id="history_every"
          className="wide-select"
          value={now.history_every ?? undefined}
          options={STEPS.map((id) => ({ value: id, label: t(`settings:every.${id}`) }))}
          onChange={(history_every: string) => set({ history_every })}
        />
      </SettingField>
      <SettingField id="history_periods">
        <InputNumber
          id="history_periods"
          min={0}
          max={60}
          precision={0}
          value={now.history_periods}
          onChange={(value) => value !== null && set({ history_periods: value })}
        />
      </SettingField>
      <SettingField id="alert_months">
        <InputNumber
          id="alert_months"
          min={1}
          max={36}
          precision={0}
          suffix={t('settings:months')}
          value={now.alert_months}
          onChange={(value) => value !== null && set({ alert_months: value })}
        />
      </SettingField>
      <SettingField id="alert_drop">
        <InputNumber
          id="alert_drop"
          min={1}
          max={100}
          suffix="%"
          value={share(now.alert_drop)}
          onChange={(value) => value !== null && set({ alert_drop: value / 100 })}
        />
      </SettingField>
      <SettingField id="alert_amount">
        <InputNumber
          id="alert_amount"
          min={0}
          suffix={format.currency}
          placeholder={t('settings:mean')}
          value={now.alert_amount}
          onChange={(value) => value !== null && set({ alert_amount: value })}
        />
      </SettingField>
      {error !== null && <Failure error={error} />}
      <div className="settings-buttons">
        <Button type="primary" htmlType="submit" loading={busy} disabled={Object.keys(change).length === 0}>
          {t('settings:save')}
        </Button>
        <Button disabled={Object.keys(change).length === 0} onClick={undo}>
          {t('settings:reset')}
        </Button>
        <span className="muted">{t('settings:note')}</span>
      </div>
      {portfolio.origin && (
        <p className="muted">
          {t('settings:origin')} {portfolio.origin}
        </p>
      )}
    </form>
  );
}

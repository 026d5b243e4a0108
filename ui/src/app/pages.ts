import {
  AccountBookOutlined,
  AppstoreOutlined,
  DatabaseOutlined,
  FundOutlined,
  LineChartOutlined,
  OrderedListOutlined,
  SettingOutlined,
  SoundOutlined,
  TeamOutlined,
} from '@ant-design/icons';
import type { ComponentType } from 'react';

/** Groups of the navigation, in order; one without pages is not shown. */
export const GROUPS = ['see', 'understand', 'act', 'set-up'] as const;

export type Group = (typeof GROUPS)[number];

/** One page: its address, its place in the navigation and where its code lives. */
export interface PageEntry {
  id: string;
  path: string;
  /** absent: reached from another page */
  group?: Group;
  icon?: ComponentType<{ 'aria-hidden'?: boolean }>;
  /** the address keeps the filter when a reader comes from another page with one */
  filtered?: boolean;
  load: () => Promise<{ default: ComponentType }>;
}

/** Every page. A new one is a folder under `pages/` and an entry here. */
export const PAGES: PageEntry[] = [
  {
    id: 'overview',
    path: '/',
    group: 'see',
    icon: FundOutlined,
    filtered: true,
    load: () => import('../pages/overview/overview-page'),
  },
  {
    id: 'customers',
    path: '/customers',
    group: 'see',
    icon: TeamOutlined,
    filtered: true,
    load: () => import('../pages/customers/customers-page'),
  },
  { id: 'customer', path: '/customers/$id', load: () => import('../pages/customer/customer-page') },
  {
    id: 'segments',
    path: '/segments',
    group: 'see',
    icon: AppstoreOutlined,
    filtered: true,
    load: () => import('../pages/segments/segments-page'),
  },
  {
    id: 'lifetime-value',
    path: '/lifetime-value',
    group: 'understand',
    icon: LineChartOutlined,
    load: () => import('../pages/lifetime-value/lifetime-value-page'),
  },
  {
    id: 'profit',
    path: '/profit',
    group: 'understand',
    icon: AccountBookOutlined,
    load: () => import('../pages/profit/profit-page'),
  },
  {
    id: 'voice',
    path: '/voice',
    group: 'understand',
    icon: SoundOutlined,
    load: () => import('../pages/voice/voice-page'),
  },
  {
    id: 'accounts',
    path: '/accounts',
    group: 'act',
    icon: OrderedListOutlined,
    load: () => import('../pages/accounts/accounts-page'),
  },
  {
    id: 'data',
    path: '/data',
    group: 'set-up',
    icon: DatabaseOutlined,
    load: () => import('../pages/data/data-page'),
  },
  { id: 'import', path: '/data/import', load: () => import('../pages/import/import-page') },
  {
    id: 'settings',
    path: '/settings',
    group: 'set-up',
    icon: SettingOutlined,
    load: () => import('../pages/settings/settings-page'),
  },
];

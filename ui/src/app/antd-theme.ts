import { type ThemeConfig, theme } from 'antd';
import { palette } from './palette';
import type { Mode } from './theme-mode';

/** The look of Ant Design's components in this house. */
export function antdTheme(mode: Mode): ThemeConfig {
  const c = palette(mode);
  return {
    algorithm: mode === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      colorPrimary: c.accent,
      colorInfo: c.accent,
      colorLink: c.accent,
      colorWarning: c.attention,
      colorError: c.loss,
      colorSuccess: c.accent,
      colorBgBase: c.surface,
      colorBgContainer: c.surface,
      colorBgElevated: mode === 'dark' ? '#1a2422' : '#ffffff',
      colorTextBase: c.ink,
      colorBorder: mode === 'dark' ? '#33413e' : '#d3d9d5',
      colorBorderSecondary: c.line,
      fontFamily: 'var(--font)',
      fontSize: 14,
      borderRadius: 6,
      controlHeight: 32,
      wireframe: false,
    },
    components: {
      Table: {
        headerBg: c.surface,
        headerColor: c.muted,
        headerSplitColor: 'transparent',
        rowHoverBg: mode === 'dark' ? '#1a2523' : '#f4f8f6',
        cellPaddingBlockSM: 7,
        cellPaddingInlineSM: 12,
      },
      Tooltip: { colorBgSpotlight: mode === 'dark' ? '#2a3735' : '#22302d' },
      Segmented: {
        itemSelectedBg: mode === 'dark' ? '#33433f' : c.surface,
        trackBg: mode === 'dark' ? '#1d2826' : '#eceeea',
      },
    },
  };
}

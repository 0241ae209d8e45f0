import { Button, Popover, Stack, Switch, Text, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { liveQuery } from '../api/live';
import { Icon } from '../design/icons';
import { DEFAULT_RANGE, isPreset, parseAbsolute, type Preset, PRESETS } from '../lib/range';
import { shortTime, utcTime } from '../lib/times';
import { CustomRange } from './CustomRange';
import classes from './RangePicker.module.css';

/** The time range of all pages. The URL holds it. */
export function RangePicker() {
  const { range = DEFAULT_RANGE } = useSearch({ strict: false });
  const navigate = useNavigate();
  const [opened, { close, toggle }] = useDisclosure();

  function choose(chosen: string) {
    close();
    void navigate({
      to: '.',
      search: before => ({
        ...before,
        range: chosen,
        live: isPreset(chosen) ? before.live : undefined, // an absolute range does not move
      }),
    });
  }

  return (
    <Popover opened={opened} onChange={toggle} trapFocus withinPortal position="bottom-end">
      <Popover.Target>
        <Tooltip label={utcLabel(range)} disabled={opened || isPreset(range)}>
          <Button
            size="xs"
            variant="default"
            onClick={toggle}
            aria-label={`Time range: ${label(range)}`}
            rightSection={<Icon name="chevronDown" size={12} />}
          >
            {label(range)}
          </Button>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown>
        <RangeOptions range={range} onChoose={choose} />
      </Popover.Dropdown>
    </Popover>
  );
}

function RangeOptions({ range, onChoose }: { range: string; onChoose: (range: string) => void }) {
  return (
    <Stack gap="xs" className={classes.options}>
      <div className={classes.presets}>
        {(Object.keys(PRESETS) as Preset[]).map(preset => (
          <button
            key={preset}
            type="button"
            className={classes.preset}
            aria-pressed={preset === range}
            onClick={() => onChoose(preset)}
          >
            {PRESETS[preset].label}
          </button>
        ))}
      </div>
      <Text size="xs" c="dimmed">
        Custom range, in your time zone
      </Text>
      <CustomRange range={range} onChoose={onChoose} />
    </Stack>
  );
}

/** Whether the page moves along with the time. The URL holds it. */
export function LiveSwitch() {
  const { range = DEFAULT_RANGE, live = false } = useSearch({ strict: false });
  const navigate = useNavigate();
  const { isError } = useQuery({ ...liveQuery, enabled: live });
  return (
    <Switch
      size="sm"
      label={live && isError ? 'Live: no connection' : 'Live'}
      checked={live}
      disabled={!isPreset(range)}
      onChange={event => {
        const on = event.currentTarget.checked || undefined;
        void navigate({ to: '.', search: before => ({ ...before, live: on }) });
      }}
    />
  );
}

function label(range: string): string {
  if (isPreset(range)) return PRESETS[range].label;
  const bounds = parseAbsolute(range);
  return bounds ? `${shortTime(bounds.start)} to ${shortTime(bounds.end)}` : range;
}

function utcLabel(range: string): string {
  const bounds = parseAbsolute(range);
  return bounds ? `${utcTime(bounds.start)} to ${utcTime(bounds.end)}` : '';
}

import { Anchor, Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { QueryState } from '../../components/QueryState';
import { FilterBar } from '../../components/FilterBar';
import { Page } from '../../components/Page';
import { HiddenProperties } from './HiddenProperties';
import { PropertyList } from './PropertyList';
import { NoProperties } from './NoProperties';
import { propertiesQuery } from './queries';
import { PropertyValues } from './PropertyValues';

/** The properties of calls, the values of a property, and the trend of a value. */
export default function PropertiesPage() {
  const { f, name, hidden } = useSearch({ from: '/properties' });
  const navigate = useNavigate({ from: '/properties' });
  const properties = useQuery(propertiesQuery);
  return (
    <Page
      title={name ?? 'Properties'}
      views="properties"
      actions={
        name ? (
          <Anchor
            size="sm"
            renderRoot={props => <Link {...props} to="/properties" search={{ f, hidden }} />}
          >
            All properties
          </Anchor>
        ) : (
          <Switch
            size="sm"
            label="Show hidden properties"
            checked={hidden ?? false}
            onChange={event => {
              const on = event.currentTarget.checked || undefined;
              void navigate({ search: before => ({ ...before, hidden: on }) });
            }}
          />
        )
      }
    >
      <FilterBar
        conditions={f}
        onChange={changed => void navigate({ search: before => ({ ...before, f: changed }) })}
      />
      {name ? (
        <PropertyValues name={name} />
      ) : (
        <QueryState query={properties} what="the properties">
          {({ shown, hidden: away }) =>
            shown.length || away.length ? (
              <>
                <PropertyList />
                {hidden && <HiddenProperties names={away} />}
              </>
            ) : (
              <NoProperties />
            )
          }
        </QueryState>
      )}
    </Page>
  );
}

-- What a GDELT actor is, by its type codes: 'armed' (rebels, insurgents, separatists, unidentified armed forces),
-- 'military', 'state' (government, police, spies, or a country without a type), 'other', or null.
create or replace temp macro gdelt_role(types, land) as
    case
        when list_has_any(types, ['REB', 'INS', 'SEP', 'UAF']) then 'armed'
        when list_contains(types, 'MIL') then 'military'
        when list_has_any(types, ['GOV', 'COP', 'SPY']) then 'state'
        when len(list_filter(types, lambda one: one <> '')) > 0 then 'other'
        when land is not null then 'state'
    end;

create or replace temp macro gdelt_side(types, role, land) as
    case
        when role = 'other' then 'Civilians'
        when list_contains(types, 'REB') then 'rebels'
        when list_contains(types, 'INS') then 'insurgents'
        when list_contains(types, 'SEP') then 'separatists'
        when list_contains(types, 'UAF') then 'unidentified armed forces'
        when role = 'military' then 'military'
        when list_contains(types, 'COP') then 'police'
        else 'government'
    end || case when role <> 'other' and land is not null then ' (' || land || ')' else '' end;

-- What an ACLED actor is, by its code (a number in older exports, words in newer ones), else by its name.
create or replace temp macro actor_role(code, name) as
    case
        when name is null or trim(name) = '' then null
        when code = '1' or lower(code) like 'state%' then 'state'
        when code = '2' or lower(code) like 'rebel%' then 'rebel'
        when code in ('3', '4') or lower(code) like '%militia%' then 'militia'
        when code in ('5', '6', '7') or lower(code) like 'civilian%' or lower(code) like 'rioter%'
            or lower(code) like 'protester%' then 'civilians'
        when code = '8' or lower(code) like 'external%' or lower(code) like 'other%' then 'external'
        when name like 'Military Forces of %' or name like 'Police Forces of %' or name like 'Government of %'
            then 'state'
        when name like 'Civilians%' or name like 'Protesters%' or name like 'Rioters%' then 'civilians'
        when name like 'Unidentified %' or name like '% Militia%' then 'militia'
        else 'rebel'
    end;

-- Battles, explosions and violence against civilians, also as they were called before 2019.
create or replace temp macro is_attack(kind) as
    coalesce(lower(kind) like 'battle%' or lower(kind) like 'explosions%' or lower(kind) like 'remote violence%'
        or lower(kind) = 'violence against civilians', false);

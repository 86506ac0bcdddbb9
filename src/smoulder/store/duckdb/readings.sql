-- All rows of one reader, those of the journal after those of the table. A report has one last row that counts: that of
-- its reading, else the newest of those that say why there is none. A cause that lay outside the report (a file that
-- could not be opened) is forgotten once something by the same name has been read or refused.
WITH every AS (
    SELECT *, row_number() OVER () AS place FROM found WHERE reader = $reader
),
without AS (
    SELECT sha256, report, kind, place FROM every WHERE item IN ('passed over', 'failure')
),
newest AS (
    SELECT sha256, max(place) AS place FROM without GROUP BY sha256
),
whole AS (
    SELECT DISTINCT sha256 FROM every WHERE item = 'report' AND sha256 IN (SELECT sha256 FROM without)
),
had AS (
    SELECT report, max(place) AS place FROM every
    WHERE report IN (SELECT report FROM without WHERE kind = 'for now') GROUP BY report
),
gone AS (
    SELECT place FROM without WHERE sha256 IN (SELECT sha256 FROM whole)
    UNION SELECT place FROM without WHERE place NOT IN (SELECT place FROM newest)
    UNION SELECT without.place FROM without JOIN had USING (report)
          WHERE without.kind = 'for now' AND without.place < had.place
)
SELECT * EXCLUDE (place, cluster),
       CASE WHEN item = 'report' THEN coalesce(clusters.cluster, every.sha256) END AS cluster
FROM every LEFT JOIN clusters ON every.item = 'report' AND every.sha256 = clusters.key
WHERE place NOT IN (SELECT place FROM gone)

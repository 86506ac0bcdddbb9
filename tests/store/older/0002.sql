BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0002');
CREATE TABLE answers (
	number INTEGER NOT NULL, 
	case_id VARCHAR(80) NOT NULL, 
	inputs VARCHAR(64) NOT NULL, 
	version VARCHAR(40) NOT NULL, 
	seed BIGINT NOT NULL, 
	settings JSON NOT NULL, 
	answer TEXT NOT NULL, 
	created VARCHAR(40) NOT NULL, 
	PRIMARY KEY (number), 
	FOREIGN KEY(case_id) REFERENCES cases (id), 
	UNIQUE (inputs)
);
INSERT INTO "answers" VALUES(1,'embers-of-norland-norland-2020-01-23-0db3','e44cb369b15cf45433edfabcd49037ecf3b0eb2825e421031f3055fe98e720af','0.1.0',7,'{"active_line": 25.0, "seed": 7}','{"schema_version":"1","smoulder_version":"0.1.0","question":{"group_id":9001,"group":"Embers of Norland","country":"Norland","as_of":"2020-01-23","mode":"revised","measure":"all kinds","horizons":[6,12,24],"peak":400.0,"lowest":30.0,"line":60.0,"major_line":200.0},"group":{"group_id":9001,"name":"Embers of Norland","full_name":"","aliases":[],"countries":["Norland"],"links":[]},"chosen":"given","situation":{"state":"subdued","last_month":"2019-12","seen_to":"2019-12","stale":0,"unseen":0,"deaths_12":30.0,"deaths_12_low":null,"deaths_12_high":null,"peak":null,"lowest":null,"known":null,"began":null,"age":null,"still":null,"months_since_death":null,"inflicted_state":"","inflicted_12":null,"inflicted_12_high":null,"suffered_12":null,"inflicted_agrees":true,"events_state":"","events_12":null,"notes":[]},"months":[],"years":[],"bridge":null,"lulls":[],"rates":null,"stack":{},"learnt":null,"episodes":[],"episodes_note":"","hypotheses":[],"evidence":[],"answer":{},"major":{},"words":{},"branches":null,"confidence":{"level":"low","reasons":["few past cases"]},"headline":"Comeback within 12 months: unlikely.","rests_on":[{"words":"past lulls","anchor":"rates"}],"would_change":["a large attack"],"not_known":["months after 2019-12"],"hindsight":[],"readings":[{"report":{"name":"report-0.txt","sha256":"7816954f6e1b92b097c63dd57d85258c6bd4ec4406216fca73e61bcfd73d6863","raw":"Nothing was heard of the Embers of Norland in spring, the ministry said.","text":"Nothing was heard of the Embers of Norland in spring, the ministry said.","offsets":[],"format":"text","title":"Report 0","standfirst":"","published":null,"published_from":"","publisher":"","address":"","captions":[],"blocks":[]},"statements":[{"text":"Nothing was heard of the Embers of Norland in spring, the ministry said.","start":0,"end":72,"source":"","speaker":"Ann Example","role":"","date":null,"kind":"paraphrase","venue":"","addressee":"","hedge":"","certainty":"","condition":"","relation":"","negated":false,"anonymous":false}],"quantities":[],"dates":[],"actors":[],"places":[],"events":[],"claims":[],"evidence":[],"pressure":[],"group_id":9001,"country":"Norland"}],"data":[{"name":"GED","licence":"CC BY 4.0","citation":"-","vintage":"26.1","what":"months"}],"settings":{"active_line":25.0,"seed":7},"seed":7}','2025-01-01T01:00:00+00:00');
INSERT INTO "answers" VALUES(2,'embers-of-norland-norland-2020-01-23-4230','064060a5ed19d9e6455c65b9962cd508d179134b010a81b0760aaf8d4fad3f82','0.1.0',7,'{"active_line": 25.0, "seed": 7}','{"schema_version":"1","smoulder_version":"0.1.0","question":{"group_id":9001,"group":"Embers of Norland","country":"Norland","as_of":"2020-01-23","mode":"revised","measure":"all kinds","horizons":[6,12,24],"peak":400.0,"lowest":30.0,"line":60.0,"major_line":200.0},"group":{"group_id":9001,"name":"Embers of Norland","full_name":"","aliases":[],"countries":["Norland"],"links":[]},"chosen":"given","situation":{"state":"subdued","last_month":"2019-12","seen_to":"2019-12","stale":0,"unseen":0,"deaths_12":30.0,"deaths_12_low":null,"deaths_12_high":null,"peak":null,"lowest":null,"known":null,"began":null,"age":null,"still":null,"months_since_death":null,"inflicted_state":"","inflicted_12":null,"inflicted_12_high":null,"suffered_12":null,"inflicted_agrees":true,"events_state":"","events_12":null,"notes":[]},"months":[],"years":[],"bridge":null,"lulls":[],"rates":null,"stack":{},"learnt":null,"episodes":[],"episodes_note":"","hypotheses":[],"evidence":[],"answer":{},"major":{},"words":{},"branches":null,"confidence":{"level":"low","reasons":["few past cases"]},"headline":"Comeback within 12 months: unlikely.","rests_on":[{"words":"past lulls","anchor":"rates"}],"would_change":["a large attack"],"not_known":["months after 2019-12"],"hindsight":[],"readings":[{"report":{"name":"report-0.txt","sha256":"dafcbb7479be5a1b1fb76ee3e9b152ed109b3532993a12778d4a9a2b00ad2196","raw":"In summer <one> village was attacked & a bridge was burnt, the ministry said.","text":"In summer <one> village was attacked & a bridge was burnt, the ministry said.","offsets":[],"format":"text","title":"Report 0","standfirst":"","published":null,"published_from":"","publisher":"","address":"","captions":[],"blocks":[]},"statements":[{"text":"In summer <one> village was attacked & a bridge was burnt, the ministry said.","start":0,"end":77,"source":"","speaker":"Ann Example","role":"","date":null,"kind":"paraphrase","venue":"","addressee":"","hedge":"","certainty":"","condition":"","relation":"","negated":false,"anonymous":false}],"quantities":[],"dates":[],"actors":[],"places":[],"events":[],"claims":[],"evidence":[],"pressure":[],"group_id":9001,"country":"Norland"},{"report":{"name":"report-1.txt","sha256":"7816954f6e1b92b097c63dd57d85258c6bd4ec4406216fca73e61bcfd73d6863","raw":"Nothing was heard of the Embers of Norland in spring, the ministry said.","text":"Nothing was heard of the Embers of Norland in spring, the ministry said.","offsets":[],"format":"text","title":"Report 1","standfirst":"","published":null,"published_from":"","publisher":"","address":"","captions":[],"blocks":[]},"statements":[{"text":"Nothing was heard of the Embers of Norland in spring, the ministry said.","start":0,"end":72,"source":"","speaker":"Ann Example","role":"","date":null,"kind":"paraphrase","venue":"","addressee":"","hedge":"","certainty":"","condition":"","relation":"","negated":false,"anonymous":false}],"quantities":[],"dates":[],"actors":[],"places":[],"events":[],"claims":[],"evidence":[],"pressure":[],"group_id":9001,"country":"Norland"}],"data":[{"name":"GED","licence":"CC BY 4.0","citation":"-","vintage":"26.1","what":"months"}],"settings":{"active_line":25.0,"seed":7},"seed":7}','2025-01-01T02:00:00+00:00');
INSERT INTO "answers" VALUES(3,'embers-of-norland-norland-2020-01-23-0db3','90613c675dde8cf8e4d56f5feba2e8a6d7be4485ca5b71e9af0c5dcd6b9e73d2','0.1.0',8,'{"active_line": 25.0, "seed": 7}','{"schema_version":"1","smoulder_version":"0.1.0","question":{"group_id":9001,"group":"Embers of Norland","country":"Norland","as_of":"2020-01-23","mode":"revised","measure":"all kinds","horizons":[6,12,24],"peak":400.0,"lowest":30.0,"line":60.0,"major_line":200.0},"group":{"group_id":9001,"name":"Embers of Norland","full_name":"","aliases":[],"countries":["Norland"],"links":[]},"chosen":"given","situation":{"state":"subdued","last_month":"2019-12","seen_to":"2019-12","stale":0,"unseen":0,"deaths_12":30.0,"deaths_12_low":null,"deaths_12_high":null,"peak":null,"lowest":null,"known":null,"began":null,"age":null,"still":null,"months_since_death":null,"inflicted_state":"","inflicted_12":null,"inflicted_12_high":null,"suffered_12":null,"inflicted_agrees":true,"events_state":"","events_12":null,"notes":[]},"months":[],"years":[],"bridge":null,"lulls":[],"rates":null,"stack":{},"learnt":null,"episodes":[],"episodes_note":"","hypotheses":[],"evidence":[],"answer":{},"major":{},"words":{},"branches":null,"confidence":{"level":"low","reasons":["few past cases"]},"headline":"Comeback within 12 months: unlikely.","rests_on":[{"words":"past lulls","anchor":"rates"}],"would_change":["a large attack"],"not_known":["months after 2019-12"],"hindsight":[],"readings":[{"report":{"name":"report-0.txt","sha256":"7816954f6e1b92b097c63dd57d85258c6bd4ec4406216fca73e61bcfd73d6863","raw":"Nothing was heard of the Embers of Norland in spring, the ministry said.","text":"Nothing was heard of the Embers of Norland in spring, the ministry said.","offsets":[],"format":"text","title":"Report 0","standfirst":"","published":null,"published_from":"","publisher":"","address":"","captions":[],"blocks":[]},"statements":[{"text":"Nothing was heard of the Embers of Norland in spring, the ministry said.","start":0,"end":72,"source":"","speaker":"Ann Example","role":"","date":null,"kind":"paraphrase","venue":"","addressee":"","hedge":"","certainty":"","condition":"","relation":"","negated":false,"anonymous":false}],"quantities":[],"dates":[],"actors":[],"places":[],"events":[],"claims":[],"evidence":[],"pressure":[],"group_id":9001,"country":"Norland"}],"data":[{"name":"GED","licence":"CC BY 4.0","citation":"-","vintage":"26.1","what":"months"}],"settings":{"active_line":25.0,"seed":7},"seed":8}','2025-01-01T03:00:00+00:00');
INSERT INTO "answers" VALUES(4,'embers-of-norland-norland-2020-03-01-83ac','f826130417ae604bc27e093e6be07830a4763fa14e08567e0667f3f61d32fc96','0.1.0',7,'{"active_line": 25.0, "seed": 7}','{"schema_version":"1","smoulder_version":"0.1.0","question":{"group_id":9001,"group":"Embers of Norland","country":"Norland","as_of":"2020-03-01","mode":"revised","measure":"all kinds","horizons":[6,12,24],"peak":400.0,"lowest":30.0,"line":60.0,"major_line":200.0},"group":{"group_id":9001,"name":"Embers of Norland","full_name":"","aliases":[],"countries":["Norland"],"links":[]},"chosen":"given","situation":{"state":"subdued","last_month":"2019-12","seen_to":"2019-12","stale":0,"unseen":0,"deaths_12":30.0,"deaths_12_low":null,"deaths_12_high":null,"peak":null,"lowest":null,"known":null,"began":null,"age":null,"still":null,"months_since_death":null,"inflicted_state":"","inflicted_12":null,"inflicted_12_high":null,"suffered_12":null,"inflicted_agrees":true,"events_state":"","events_12":null,"notes":[]},"months":[],"years":[],"bridge":null,"lulls":[],"rates":null,"stack":{},"learnt":null,"episodes":[],"episodes_note":"","hypotheses":[],"evidence":[],"answer":{},"major":{},"words":{},"branches":null,"confidence":{"level":"low","reasons":["few past cases"]},"headline":"Comeback within 12 months: unlikely.","rests_on":[{"words":"past lulls","anchor":"rates"}],"would_change":["a large attack"],"not_known":["months after 2019-12"],"hindsight":[],"readings":[],"data":[{"name":"GED","licence":"CC BY 4.0","citation":"-","vintage":"26.1","what":"months"}],"settings":{"active_line":25.0,"seed":7},"seed":7}','2025-01-01T04:00:00+00:00');
CREATE TABLE case_reports (
	case_id VARCHAR(80) NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	PRIMARY KEY (case_id, sha256), 
	FOREIGN KEY(case_id) REFERENCES cases (id), 
	FOREIGN KEY(sha256) REFERENCES reports (sha256)
);
INSERT INTO "case_reports" VALUES('embers-of-norland-norland-2020-01-23-0db3','7816954f6e1b92b097c63dd57d85258c6bd4ec4406216fca73e61bcfd73d6863');
INSERT INTO "case_reports" VALUES('embers-of-norland-norland-2020-01-23-4230','dafcbb7479be5a1b1fb76ee3e9b152ed109b3532993a12778d4a9a2b00ad2196');
INSERT INTO "case_reports" VALUES('embers-of-norland-norland-2020-01-23-4230','7816954f6e1b92b097c63dd57d85258c6bd4ec4406216fca73e61bcfd73d6863');
CREATE TABLE cases (
	number INTEGER NOT NULL, 
	id VARCHAR(80) NOT NULL, 
	"key" VARCHAR(64) NOT NULL, 
	group_id INTEGER NOT NULL, 
	group_name VARCHAR(200) NOT NULL, 
	country VARCHAR(100) NOT NULL, 
	as_of DATE NOT NULL, 
	mode VARCHAR(20) NOT NULL, 
	question JSON NOT NULL, 
	created VARCHAR(40) NOT NULL, 
	PRIMARY KEY (number), 
	UNIQUE (id), 
	UNIQUE ("key")
);
INSERT INTO "cases" VALUES(1,'embers-of-norland-norland-2020-01-23-0db3','0db3eff3af5939ddb5a4c0e7643ff3a8a9f7d97fc09680194e88b38bd3a7b6df',9001,'Embers of Norland','Norland','2020-01-23','revised','{"group_id": 9001, "group": "Embers of Norland", "country": "Norland", "as_of": "2020-01-23", "mode": "revised", "measure": "all kinds", "horizons": [6, 12, 24], "peak": 400.0, "lowest": 30.0, "line": 60.0, "major_line": 200.0}','2025-01-01T01:00:00+00:00');
INSERT INTO "cases" VALUES(2,'embers-of-norland-norland-2020-01-23-4230','4230555ea8995ce1661de470093a9ce09f56ebc4735266cd595b3858d8ca9849',9001,'Embers of Norland','Norland','2020-01-23','revised','{"group_id": 9001, "group": "Embers of Norland", "country": "Norland", "as_of": "2020-01-23", "mode": "revised", "measure": "all kinds", "horizons": [6, 12, 24], "peak": 400.0, "lowest": 30.0, "line": 60.0, "major_line": 200.0}','2025-01-01T02:00:00+00:00');
INSERT INTO "cases" VALUES(3,'embers-of-norland-norland-2020-03-01-83ac','83acf2a991fd8f4a808ac890da557c2953cb052f5714f342b32ae1ef34cf02c8',9001,'Embers of Norland','Norland','2020-03-01','revised','{"group_id": 9001, "group": "Embers of Norland", "country": "Norland", "as_of": "2020-03-01", "mode": "revised", "measure": "all kinds", "horizons": [6, 12, 24], "peak": 400.0, "lowest": 30.0, "line": 60.0, "major_line": 200.0}','2025-01-01T04:00:00+00:00');
CREATE TABLE pressure (
	number INTEGER NOT NULL, 
	id VARCHAR(8) NOT NULL, 
	"key" VARCHAR(64) NOT NULL, 
	supersedes VARCHAR(8), 
	kind VARCHAR(40) NOT NULL, 
	country VARCHAR(100) NOT NULL, 
	group_id INTEGER, 
	entry JSON NOT NULL, 
	analyst VARCHAR(100) NOT NULL, 
	created VARCHAR(40) NOT NULL, 
	PRIMARY KEY (number), 
	UNIQUE (id), 
	UNIQUE ("key"), 
	FOREIGN KEY(supersedes) REFERENCES pressure (id)
);
INSERT INTO "pressure" VALUES(1,'7583e209','7583e209efef057614ee6ee905ddc15b336bffb8ce86be10c7c35b8c5cf3677a',NULL,'foreign troops','Norland',NULL,'{"kind": "foreign troops", "by": "Sudland", "country": "Norland", "began": "2019", "source": "a page"}','desk 4','2025-01-01T05:00:00+00:00');
CREATE TABLE reports (
	sha256 VARCHAR(64) NOT NULL, 
	name TEXT NOT NULL, 
	title TEXT NOT NULL, 
	published DATE, 
	PRIMARY KEY (sha256)
);
INSERT INTO "reports" VALUES('7816954f6e1b92b097c63dd57d85258c6bd4ec4406216fca73e61bcfd73d6863','report-0.txt','Report 0',NULL);
INSERT INTO "reports" VALUES('dafcbb7479be5a1b1fb76ee3e9b152ed109b3532993a12778d4a9a2b00ad2196','report-0.txt','Report 0',NULL);
CREATE INDEX ix_answers_case_id ON answers (case_id);
CREATE INDEX ix_pressure_country ON pressure (country);
COMMIT;

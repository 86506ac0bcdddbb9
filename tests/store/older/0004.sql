BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0004');
CREATE TABLE answers (
	number INTEGER NOT NULL, 
	case_id VARCHAR(80) NOT NULL, 
	inputs VARCHAR(64) NOT NULL, 
	version VARCHAR(40) NOT NULL, 
	seed BIGINT NOT NULL, 
	settings JSON NOT NULL, 
	answer TEXT NOT NULL, 
	created VARCHAR(40) NOT NULL, entry INTEGER, 
	PRIMARY KEY (number), 
	FOREIGN KEY(case_id) REFERENCES cases (id), 
	UNIQUE (inputs)
);
INSERT INTO "answers" VALUES(1,'embers-of-norland-norland-2020-01-23-0db3','e44cb369b15cf45433edfabcd49037ecf3b0eb2825e421031f3055fe98e720af','0.1.0',7,'{"active_line": 25.0, "seed": 7}','{"schema_version":"1","smoulder_version":"0.1.0","question":{"group_id":9001,"group":"Embers of Norland","country":"Norland","as_of":"2020-01-23","mode":"revised","measure":"all kinds","horizons":[6,12,24],"peak":400.0,"lowest":30.0,"line":60.0,"major_line":200.0},"group":{"group_id":9001,"name":"Embers of Norland","full_name":"","aliases":[],"countries":["Norland"],"links":[]},"chosen":"given","situation":{"state":"subdued","last_month":"2019-12","seen_to":"2019-12","stale":0,"unseen":0,"deaths_12":30.0,"deaths_12_low":null,"deaths_12_high":null,"peak":null,"lowest":null,"known":null,"began":null,"age":null,"still":null,"months_since_death":null,"inflicted_state":"","inflicted_12":null,"inflicted_12_high":null,"suffered_12":null,"inflicted_agrees":true,"events_state":"","events_12":null,"notes":[]},"months":[],"years":[],"bridge":null,"lulls":[],"rates":null,"stack":{},"learnt":null,"episodes":[],"episodes_note":"","hypotheses":[],"evidence":[],"answer":{},"major":{},"words":{},"branches":null,"confidence":{"level":"low","reasons":["few past cases"]},"headline":"Comeback within 12 months: unlikely.","rests_on":[{"words":"past lulls","anchor":"rates"}],"would_change":["a large attack"],"not_known":["months after 2019-12"],"hindsight":[],"readings":[{"report":{"name":"report-0.txt","sha256":"7816954f6e1b92b097c63dd57d85258c6bd4ec4406216fca73e61bcfd73d6863","raw":"Nothing was heard of the Embers of Norland in spring, the ministry said.","text":"Nothing was heard of the Embers of Norland in spring, the ministry said.","offsets":[],"format":"text","title":"Report 0","standfirst":"","published":null,"published_from":"","publisher":"","address":"","captions":[],"blocks":[]},"statements":[{"text":"Nothing was heard of the Embers of Norland in spring, the ministry said.","start":0,"end":72,"source":"","speaker":"Ann Example","role":"","date":null,"kind":"paraphrase","venue":"","addressee":"","hedge":"","certainty":"","condition":"","relation":"","negated":false,"anonymous":false}],"quantities":[],"dates":[],"actors":[],"places":[],"events":[],"claims":[],"evidence":[],"pressure":[],"group_id":9001,"country":"Norland"}],"data":[{"name":"GED","licence":"CC BY 4.0","citation":"-","vintage":"26.1","what":"months"}],"settings":{"active_line":25.0,"seed":7},"seed":7}','2025-01-01T01:00:00+00:00',1);
INSERT INTO "answers" VALUES(2,'embers-of-norland-norland-2020-01-23-4230','064060a5ed19d9e6455c65b9962cd508d179134b010a81b0760aaf8d4fad3f82','0.1.0',7,'{"active_line": 25.0, "seed": 7}','{"schema_version":"1","smoulder_version":"0.1.0","question":{"group_id":9001,"group":"Embers of Norland","country":"Norland","as_of":"2020-01-23","mode":"revised","measure":"all kinds","horizons":[6,12,24],"peak":400.0,"lowest":30.0,"line":60.0,"major_line":200.0},"group":{"group_id":9001,"name":"Embers of Norland","full_name":"","aliases":[],"countries":["Norland"],"links":[]},"chosen":"given","situation":{"state":"subdued","last_month":"2019-12","seen_to":"2019-12","stale":0,"unseen":0,"deaths_12":30.0,"deaths_12_low":null,"deaths_12_high":null,"peak":null,"lowest":null,"known":null,"began":null,"age":null,"still":null,"months_since_death":null,"inflicted_state":"","inflicted_12":null,"inflicted_12_high":null,"suffered_12":null,"inflicted_agrees":true,"events_state":"","events_12":null,"notes":[]},"months":[],"years":[],"bridge":null,"lulls":[],"rates":null,"stack":{},"learnt":null,"episodes":[],"episodes_note":"","hypotheses":[],"evidence":[],"answer":{},"major":{},"words":{},"branches":null,"confidence":{"level":"low","reasons":["few past cases"]},"headline":"Comeback within 12 months: unlikely.","rests_on":[{"words":"past lulls","anchor":"rates"}],"would_change":["a large attack"],"not_known":["months after 2019-12"],"hindsight":[],"readings":[{"report":{"name":"report-0.txt","sha256":"dafcbb7479be5a1b1fb76ee3e9b152ed109b3532993a12778d4a9a2b00ad2196","raw":"In summer <one> village was attacked & a bridge was burnt, the ministry said.","text":"In summer <one> village was attacked & a bridge was burnt, the ministry said.","offsets":[],"format":"text","title":"Report 0","standfirst":"","published":null,"published_from":"","publisher":"","address":"","captions":[],"blocks":[]},"statements":[{"text":"In summer <one> village was attacked & a bridge was burnt, the ministry said.","start":0,"end":77,"source":"","speaker":"Ann Example","role":"","date":null,"kind":"paraphrase","venue":"","addressee":"","hedge":"","certainty":"","condition":"","relation":"","negated":false,"anonymous":false}],"quantities":[],"dates":[],"actors":[],"places":[],"events":[],"claims":[],"evidence":[],"pressure":[],"group_id":9001,"country":"Norland"},{"report":{"name":"report-1.txt","sha256":"7816954f6e1b92b097c63dd57d85258c6bd4ec4406216fca73e61bcfd73d6863","raw":"Nothing was heard of the Embers of Norland in spring, the ministry said.","text":"Nothing was heard of the Embers of Norland in spring, the ministry said.","offsets":[],"format":"text","title":"Report 1","standfirst":"","published":null,"published_from":"","publisher":"","address":"","captions":[],"blocks":[]},"statements":[{"text":"Nothing was heard of the Embers of Norland in spring, the ministry said.","start":0,"end":72,"source":"","speaker":"Ann Example","role":"","date":null,"kind":"paraphrase","venue":"","addressee":"","hedge":"","certainty":"","condition":"","relation":"","negated":false,"anonymous":false}],"quantities":[],"dates":[],"actors":[],"places":[],"events":[],"claims":[],"evidence":[],"pressure":[],"group_id":9001,"country":"Norland"}],"data":[{"name":"GED","licence":"CC BY 4.0","citation":"-","vintage":"26.1","what":"months"}],"settings":{"active_line":25.0,"seed":7},"seed":7}','2025-01-01T02:00:00+00:00',3);
INSERT INTO "answers" VALUES(3,'embers-of-norland-norland-2020-01-23-0db3','90613c675dde8cf8e4d56f5feba2e8a6d7be4485ca5b71e9af0c5dcd6b9e73d2','0.1.0',8,'{"active_line": 25.0, "seed": 7}','{"schema_version":"1","smoulder_version":"0.1.0","question":{"group_id":9001,"group":"Embers of Norland","country":"Norland","as_of":"2020-01-23","mode":"revised","measure":"all kinds","horizons":[6,12,24],"peak":400.0,"lowest":30.0,"line":60.0,"major_line":200.0},"group":{"group_id":9001,"name":"Embers of Norland","full_name":"","aliases":[],"countries":["Norland"],"links":[]},"chosen":"given","situation":{"state":"subdued","last_month":"2019-12","seen_to":"2019-12","stale":0,"unseen":0,"deaths_12":30.0,"deaths_12_low":null,"deaths_12_high":null,"peak":null,"lowest":null,"known":null,"began":null,"age":null,"still":null,"months_since_death":null,"inflicted_state":"","inflicted_12":null,"inflicted_12_high":null,"suffered_12":null,"inflicted_agrees":true,"events_state":"","events_12":null,"notes":[]},"months":[],"years":[],"bridge":null,"lulls":[],"rates":null,"stack":{},"learnt":null,"episodes":[],"episodes_note":"","hypotheses":[],"evidence":[],"answer":{},"major":{},"words":{},"branches":null,"confidence":{"level":"low","reasons":["few past cases"]},"headline":"Comeback within 12 months: unlikely.","rests_on":[{"words":"past lulls","anchor":"rates"}],"would_change":["a large attack"],"not_known":["months after 2019-12"],"hindsight":[],"readings":[{"report":{"name":"report-0.txt","sha256":"7816954f6e1b92b097c63dd57d85258c6bd4ec4406216fca73e61bcfd73d6863","raw":"Nothing was heard of the Embers of Norland in spring, the ministry said.","text":"Nothing was heard of the Embers of Norland in spring, the ministry said.","offsets":[],"format":"text","title":"Report 0","standfirst":"","published":null,"published_from":"","publisher":"","address":"","captions":[],"blocks":[]},"statements":[{"text":"Nothing was heard of the Embers of Norland in spring, the ministry said.","start":0,"end":72,"source":"","speaker":"Ann Example","role":"","date":null,"kind":"paraphrase","venue":"","addressee":"","hedge":"","certainty":"","condition":"","relation":"","negated":false,"anonymous":false}],"quantities":[],"dates":[],"actors":[],"places":[],"events":[],"claims":[],"evidence":[],"pressure":[],"group_id":9001,"country":"Norland"}],"data":[{"name":"GED","licence":"CC BY 4.0","citation":"-","vintage":"26.1","what":"months"}],"settings":{"active_line":25.0,"seed":7},"seed":8}','2025-01-01T03:00:00+00:00',1);
INSERT INTO "answers" VALUES(4,'embers-of-norland-norland-2020-03-01-83ac','f826130417ae604bc27e093e6be07830a4763fa14e08567e0667f3f61d32fc96','0.1.0',7,'{"active_line": 25.0, "seed": 7}','{"schema_version":"1","smoulder_version":"0.1.0","question":{"group_id":9001,"group":"Embers of Norland","country":"Norland","as_of":"2020-03-01","mode":"revised","measure":"all kinds","horizons":[6,12,24],"peak":400.0,"lowest":30.0,"line":60.0,"major_line":200.0},"group":{"group_id":9001,"name":"Embers of Norland","full_name":"","aliases":[],"countries":["Norland"],"links":[]},"chosen":"given","situation":{"state":"subdued","last_month":"2019-12","seen_to":"2019-12","stale":0,"unseen":0,"deaths_12":30.0,"deaths_12_low":null,"deaths_12_high":null,"peak":null,"lowest":null,"known":null,"began":null,"age":null,"still":null,"months_since_death":null,"inflicted_state":"","inflicted_12":null,"inflicted_12_high":null,"suffered_12":null,"inflicted_agrees":true,"events_state":"","events_12":null,"notes":[]},"months":[],"years":[],"bridge":null,"lulls":[],"rates":null,"stack":{},"learnt":null,"episodes":[],"episodes_note":"","hypotheses":[],"evidence":[],"answer":{},"major":{},"words":{},"branches":null,"confidence":{"level":"low","reasons":["few past cases"]},"headline":"Comeback within 12 months: unlikely.","rests_on":[{"words":"past lulls","anchor":"rates"}],"would_change":["a large attack"],"not_known":["months after 2019-12"],"hindsight":[],"readings":[],"data":[{"name":"GED","licence":"CC BY 4.0","citation":"-","vintage":"26.1","what":"months"}],"settings":{"active_line":25.0,"seed":7},"seed":7}','2025-01-01T04:00:00+00:00',NULL);
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
	created VARCHAR(40) NOT NULL, label VARCHAR(100) DEFAULT '' NOT NULL, 
	PRIMARY KEY (number), 
	UNIQUE (id), 
	UNIQUE ("key")
);
INSERT INTO "cases" VALUES(1,'embers-of-norland-norland-2020-01-23-0db3','48d3b38c66c56cb421052cc98f015546884387fcabe51aa821ce7ada745677e1',9001,'Embers of Norland','Norland','2020-01-23','revised','{"group_id": 9001, "group": "Embers of Norland", "country": "Norland", "as_of": "2020-01-23", "mode": "revised", "measure": "all kinds", "horizons": [6, 12, 24], "peak": 400.0, "lowest": 30.0, "line": 60.0, "major_line": 200.0}','2025-01-01T01:00:00+00:00','');
INSERT INTO "cases" VALUES(2,'embers-of-norland-norland-2020-01-23-4230','4230555ea8995ce1661de470093a9ce09f56ebc4735266cd595b3858d8ca9849',9001,'Embers of Norland','Norland','2020-01-23','revised','{"group_id": 9001, "group": "Embers of Norland", "country": "Norland", "as_of": "2020-01-23", "mode": "revised", "measure": "all kinds", "horizons": [6, 12, 24], "peak": 400.0, "lowest": 30.0, "line": 60.0, "major_line": 200.0}','2025-01-01T02:00:00+00:00','');
INSERT INTO "cases" VALUES(3,'embers-of-norland-norland-2020-03-01-83ac','af2dbffc4c6330dc31f9de390e1882cacc0366ebea3f14e7f1ee7208cb4a75e6',9001,'Embers of Norland','Norland','2020-03-01','revised','{"group_id": 9001, "group": "Embers of Norland", "country": "Norland", "as_of": "2020-03-01", "mode": "revised", "measure": "all kinds", "horizons": [6, 12, 24], "peak": 400.0, "lowest": 30.0, "line": 60.0, "major_line": 200.0}','2025-01-01T04:00:00+00:00','');
CREATE TABLE entries (
	number INTEGER NOT NULL, 
	case_id VARCHAR(80) NOT NULL, 
	what VARCHAR(20) NOT NULL, 
	body JSON NOT NULL, 
	who TEXT NOT NULL, 
	why TEXT NOT NULL, 
	at VARCHAR(40) NOT NULL, 
	PRIMARY KEY (number), 
	FOREIGN KEY(case_id) REFERENCES cases (id)
);
INSERT INTO "entries" VALUES(1,'embers-of-norland-norland-2020-01-23-0db3','report','{"sha256": "7816954f6e1b92b097c63dd57d85258c6bd4ec4406216fca73e61bcfd73d6863"}','smoulder','read for an answer','2025-01-01T01:00:00.000000+00:00');
INSERT INTO "entries" VALUES(2,'embers-of-norland-norland-2020-01-23-4230','report','{"sha256": "dafcbb7479be5a1b1fb76ee3e9b152ed109b3532993a12778d4a9a2b00ad2196"}','smoulder','read for an answer','2025-01-01T02:00:00.000000+00:00');
INSERT INTO "entries" VALUES(3,'embers-of-norland-norland-2020-01-23-4230','report','{"sha256": "7816954f6e1b92b097c63dd57d85258c6bd4ec4406216fca73e61bcfd73d6863"}','smoulder','read for an answer','2025-01-01T02:00:00.000000+00:00');
CREATE TABLE fixes (
	number INTEGER NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	part VARCHAR(20) NOT NULL, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	was TEXT NOT NULL, 
	now TEXT NOT NULL, 
	rule TEXT NOT NULL, 
	who TEXT NOT NULL, 
	why TEXT NOT NULL, 
	at VARCHAR(40) NOT NULL, 
	case_id VARCHAR(80) DEFAULT '' NOT NULL, 
	PRIMARY KEY (number)
);
CREATE TABLE forecasts (
	number INTEGER NOT NULL, 
	question VARCHAR(12) NOT NULL, 
	forecaster VARCHAR(120) NOT NULL, 
	value DOUBLE NOT NULL, 
	low DOUBLE, 
	high DOUBLE, 
	made VARCHAR(40) NOT NULL, 
	PRIMARY KEY (number), 
	UNIQUE (question, forecaster, made, value), 
	FOREIGN KEY(question) REFERENCES questions (id)
);
CREATE TABLE grades (
	number INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	reliability VARCHAR(1) NOT NULL, 
	since DATE NOT NULL, 
	why TEXT NOT NULL, 
	who TEXT NOT NULL, 
	at VARCHAR(40) NOT NULL, 
	PRIMARY KEY (number)
);
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
CREATE TABLE questions (
	number INTEGER NOT NULL, 
	id VARCHAR(12) NOT NULL, 
	case_id VARCHAR(80) NOT NULL, 
	group_id INTEGER NOT NULL, 
	"group" VARCHAR(200) NOT NULL, 
	country VARCHAR(100) NOT NULL, 
	as_of DATE NOT NULL, 
	mode VARCHAR(20) NOT NULL, 
	measure VARCHAR(40) NOT NULL, 
	topic VARCHAR(20) NOT NULL, 
	horizon INTEGER NOT NULL, 
	branch TEXT NOT NULL, 
	rule TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	line DOUBLE NOT NULL, 
	lull VARCHAR(7) NOT NULL, 
	unknown_months INTEGER NOT NULL, 
	chains VARCHAR(20) NOT NULL, 
	PRIMARY KEY (number), 
	UNIQUE (id), 
	FOREIGN KEY(case_id) REFERENCES cases (id)
);
CREATE TABLE reports (
	sha256 VARCHAR(64) NOT NULL, 
	name TEXT NOT NULL, 
	title TEXT NOT NULL, 
	published DATE, raw TEXT, format VARCHAR(10), publisher TEXT, rest JSON, 
	PRIMARY KEY (sha256)
);
INSERT INTO "reports" VALUES('7816954f6e1b92b097c63dd57d85258c6bd4ec4406216fca73e61bcfd73d6863','report-0.txt','Report 0',NULL,'Nothing was heard of the Embers of Norland in spring, the ministry said.','text','','{"offsets": [], "standfirst": "", "published_from": "", "address": "", "captions": [], "blocks": []}');
INSERT INTO "reports" VALUES('dafcbb7479be5a1b1fb76ee3e9b152ed109b3532993a12778d4a9a2b00ad2196','report-0.txt','Report 0',NULL,'In summer <one> village was attacked & a bridge was burnt, the ministry said.','text','','{"offsets": [], "standfirst": "", "published_from": "", "address": "", "captions": [], "blocks": []}');
CREATE TABLE resolutions (
	number INTEGER NOT NULL, 
	question VARCHAR(12) NOT NULL, 
	status VARCHAR(20) NOT NULL, 
	final BOOLEAN NOT NULL, 
	early BOOLEAN NOT NULL, 
	rows JSON NOT NULL, 
	vintage TEXT NOT NULL, 
	why TEXT NOT NULL, 
	made VARCHAR(40) NOT NULL, 
	PRIMARY KEY (number), 
	FOREIGN KEY(question) REFERENCES questions (id)
);
CREATE TABLE scored (
	case_id VARCHAR(80) NOT NULL, 
	names TEXT NOT NULL, 
	tally TEXT NOT NULL, 
	rows BLOB NOT NULL, 
	PRIMARY KEY (case_id), 
	FOREIGN KEY(case_id) REFERENCES cases (id)
);
CREATE INDEX ix_answers_case_id ON answers (case_id);
CREATE INDEX ix_pressure_country ON pressure (country);
CREATE INDEX ix_entries_case_id ON entries (case_id);
CREATE INDEX ix_fixes_sha256 ON fixes (sha256);
CREATE INDEX ix_grades_name ON grades (name);
CREATE INDEX ix_questions_topic_branch ON questions (topic, branch);
CREATE INDEX questions_by_kind ON questions (topic, branch);
CREATE INDEX ix_questions_case_id ON questions (case_id);
CREATE INDEX ix_forecasts_question ON forecasts (question);
CREATE INDEX ix_resolutions_question ON resolutions (question);
CREATE VIRTUAL TABLE search_words USING fts5(words, tokenize = 'unicode61');
INSERT INTO "search_words" (rowid, words) VALUES(1,'01 0db3 2020 23 embers norland of');
INSERT INTO "search_words" (rowid, words) VALUES(2,'01 2020 23 4230 embers norland of');
INSERT INTO "search_words" (rowid, words) VALUES(3,'01 03 2020 83ac embers norland of');
CREATE TABLE accounts (
	number INTEGER NOT NULL, 
	id VARCHAR(12) NOT NULL, 
	name VARCHAR(100) NOT NULL, 
	handle VARCHAR(100) NOT NULL, 
	role VARCHAR(20) NOT NULL, 
	password TEXT NOT NULL, 
	issuer TEXT NOT NULL, 
	subject TEXT NOT NULL, 
	active BOOLEAN NOT NULL, 
	created VARCHAR(40) NOT NULL, 
	changed VARCHAR(40) NOT NULL, 
	PRIMARY KEY (number), 
	UNIQUE (id), 
	UNIQUE (handle)
);
CREATE TABLE sessions (
	digest VARCHAR(64) NOT NULL, 
	account VARCHAR(12), 
	name VARCHAR(100) NOT NULL, 
	csrf VARCHAR(64) NOT NULL, 
	created VARCHAR(40) NOT NULL, 
	seen VARCHAR(40) NOT NULL, 
	ends VARCHAR(40) NOT NULL, 
	PRIMARY KEY (digest), 
	FOREIGN KEY(account) REFERENCES accounts (id)
);
CREATE INDEX ix_sessions_account ON sessions (account);
CREATE TABLE tokens (
	number INTEGER NOT NULL, 
	id VARCHAR(12) NOT NULL, 
	account VARCHAR(12), 
	name VARCHAR(100) NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	scopes JSON NOT NULL, 
	created VARCHAR(40) NOT NULL, 
	ends VARCHAR(40), 
	revoked VARCHAR(40), 
	used VARCHAR(40), 
	PRIMARY KEY (number), 
	UNIQUE (id), 
	FOREIGN KEY(account) REFERENCES accounts (id), 
	UNIQUE (digest)
);
CREATE INDEX ix_tokens_account ON tokens (account);
CREATE TABLE audit (
	number INTEGER NOT NULL, 
	at VARCHAR(40) NOT NULL, 
	who VARCHAR(100) NOT NULL, 
	account VARCHAR(12), 
	action VARCHAR(40) NOT NULL, 
	case_id VARCHAR(80), 
	origin VARCHAR(64) NOT NULL, 
	status INTEGER NOT NULL, 
	what TEXT NOT NULL, 
	PRIMARY KEY (number)
);
CREATE INDEX ix_audit_case_id ON audit (case_id);
CREATE UNIQUE INDEX accounts_by_issuer ON accounts (issuer, subject) WHERE subject <> '';
CREATE INDEX audit_by_action ON audit (action, origin, at);
CREATE TABLE audiences (
	case_id VARCHAR(80) NOT NULL, 
	named BOOLEAN NOT NULL, 
	PRIMARY KEY (case_id), 
	FOREIGN KEY(case_id) REFERENCES cases (id)
);
CREATE TABLE case_roles (
	case_id VARCHAR(80) NOT NULL, 
	account VARCHAR(12) NOT NULL, 
	role VARCHAR(20) NOT NULL, 
	PRIMARY KEY (case_id, account), 
	FOREIGN KEY(case_id) REFERENCES cases (id), 
	FOREIGN KEY(account) REFERENCES accounts (id)
);
CREATE TABLE visits (
	visitor VARCHAR(100) NOT NULL, 
	page VARCHAR(40) NOT NULL, 
	at VARCHAR(40) NOT NULL, 
	seen JSON NOT NULL, 
	PRIMARY KEY (visitor, page)
);
CREATE TABLE jobs (
	number INTEGER NOT NULL, 
	id VARCHAR(12) NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	wants JSON NOT NULL, 
	who VARCHAR(100) NOT NULL, 
	account VARCHAR(12), 
	case_id VARCHAR(80), 
	place VARCHAR(64) NOT NULL, 
	state VARCHAR(20) NOT NULL, 
	step TEXT NOT NULL, 
	tries INTEGER NOT NULL, 
	created VARCHAR(40) NOT NULL, 
	started VARCHAR(40), 
	ended VARCHAR(40), 
	cancel BOOLEAN NOT NULL, 
	result JSON, 
	error TEXT NOT NULL, 
	PRIMARY KEY (number), 
	UNIQUE (id)
);
CREATE INDEX ix_jobs_state ON jobs (state);
CREATE INDEX ix_jobs_case_id ON jobs (case_id);
CREATE TABLE hooks (
	number INTEGER NOT NULL, 
	id VARCHAR(12) NOT NULL, 
	account VARCHAR(12), 
	address TEXT NOT NULL, 
	events JSON NOT NULL, 
	secret TEXT NOT NULL, 
	active BOOLEAN NOT NULL, 
	created VARCHAR(40) NOT NULL, 
	PRIMARY KEY (number), 
	UNIQUE (id), 
	FOREIGN KEY(account) REFERENCES accounts (id)
);
CREATE INDEX ix_hooks_account ON hooks (account);
CREATE TABLE deliveries (
	number INTEGER NOT NULL, 
	id VARCHAR(12) NOT NULL, 
	hook VARCHAR(12) NOT NULL, 
	event VARCHAR(40) NOT NULL, 
	body TEXT NOT NULL, 
	created VARCHAR(40) NOT NULL, 
	tries INTEGER NOT NULL, 
	next VARCHAR(40), 
	delivered VARCHAR(40), 
	status INTEGER, 
	error TEXT NOT NULL, 
	PRIMARY KEY (number), 
	UNIQUE (id), 
	FOREIGN KEY(hook) REFERENCES hooks (id)
);
CREATE INDEX ix_deliveries_hook ON deliveries (hook);
CREATE TABLE replies (
	"key" VARCHAR(64) NOT NULL, 
	request VARCHAR(64) NOT NULL, 
	created VARCHAR(40) NOT NULL, 
	status INTEGER, 
	headers JSON, 
	body TEXT, 
	PRIMARY KEY ("key")
);
COMMIT;

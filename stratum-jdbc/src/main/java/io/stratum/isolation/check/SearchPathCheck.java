package io.stratum.isolation.check;

import java.util.Collection;
import java.util.List;

import javax.sql.DataSource;

import io.stratum.isolation.doctor.DoctorCheck;
import io.stratum.isolation.doctor.DoctorFinding;
import io.stratum.isolation.doctor.DoctorQuestion;
import io.stratum.isolation.doctor.DoctorSeverity;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Asks whether a name of a tenant's schema is also one of a schema searched after it.
 *
 * <p>
 * Where the tenant's own table is missing, a statement would find the other one.
 */
final class SearchPathCheck implements DoctorCheck {

	private static final List<DoctorQuestion> QUESTIONS = List.of(new DoctorQuestion("D26", DoctorSeverity.ERROR,
			"A name is in a schema of tenants and in one searched after it."));

	private static final String DOUBLES = """
			with named as (
				select relnamespace as schema, relname as name, 'table' as kind
				from pg_class
				where relkind in ('r', 'p', 'v', 'm', 'f', 'S')
				union all
				select pronamespace, proname, 'function' from pg_proc
				union all
				select typnamespace, typname, 'type' from pg_type where typtype in ('e', 'd')
			)
			select distinct theirs.kind || ' ' || quote_ident(tail.nspname) || '.' || quote_ident(theirs.name) as object
			from pg_namespace tail
			join named theirs on theirs.schema = tail.oid
			join named own on own.name = theirs.name and own.kind = theirs.kind
			join pg_namespace n on n.oid = own.schema
			where tail.nspname = any (:tail)
				and n.nspname <> all (:tail)
				and (n.nspname = any (:schemas) or n.nspname ~ '^t_[0-9a-f]{32}$')
			order by 1
			""";

	private final JdbcClient catalog;

	private final Collection<String> schemas;

	private final List<String> tail;

	SearchPathCheck(DataSource catalog, Collection<String> schemas, List<String> tail) {
		this.catalog = JdbcClient.create(catalog);
		this.schemas = List.copyOf(schemas);
		this.tail = List.copyOf(tail);
	}

	@Override
	public List<DoctorQuestion> questions() {
		return QUESTIONS;
	}

	@Override
	public List<DoctorFinding> examine() {
		return this.catalog.sql(DOUBLES)
			.param("tail", this.tail.toArray(String[]::new))
			.param("schemas", this.schemas.toArray(String[]::new))
			.query((row, number) -> row.getString(1))
			.list()
			.stream()
			.map((object) -> DoctorFinding.of("D26", DoctorSeverity.ERROR, object,
					"It has the name of one in a tenant's schema, and is found where the tenant's is missing.",
					"Rename it, or take its schema out of 'stratum.isolation.schema.search-path'."))
			.toList();
	}

}

package io.stratum.isolation.check;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import io.stratum.engine.SqlIdentifier;
import io.stratum.isolation.catalog.CatalogSnapshot;
import io.stratum.isolation.catalog.CatalogTable;
import io.stratum.isolation.catalog.TableName;
import io.stratum.isolation.doctor.DoctorCheck;
import io.stratum.isolation.doctor.DoctorFinding;
import io.stratum.isolation.doctor.DoctorQuestion;
import io.stratum.isolation.doctor.DoctorSeverity;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Tries out on each tenant-owned table whether a tenant that owns nothing sees a row, and
 * whether it could write one for somebody else.
 *
 * <p>
 * Everything is rolled back. PostgreSQL asks the policy before it asks the constraints,
 * so a row that breaks a constraint has passed the policy.
 */
final class RowProbe implements DoctorCheck {

	private static final List<DoctorQuestion> QUESTIONS = List
		.of(new DoctorQuestion("D19", DoctorSeverity.FATAL, "A row of one tenant is seen or stamped by another."));

	private static final String DENIED = "42501";

	private static final String CONSTRAINT_CLASS = "23";

	private final RoundCatalog catalog;

	private final DataSource application;

	RowProbe(RoundCatalog catalog, DataSource application) {
		this.catalog = catalog;
		this.application = application;
	}

	@Override
	public List<DoctorQuestion> questions() {
		return QUESTIONS;
	}

	@Override
	public List<DoctorFinding> examine() throws SQLException {
		CatalogSnapshot catalog = this.catalog.read(RoundCatalog.Reader.ROWS);
		String column = SqlIdentifier.quote(catalog.declared().column());
		List<DoctorFinding> findings = new ArrayList<>();
		try (Connection connection = this.application.getConnection()) {
			connection.setAutoCommit(false);
			try {
				findings.addAll(probe(connection, catalog.owned(), column));
			}
			finally {
				connection.rollback();
				connection.setAutoCommit(true);
			}
		}
		return findings;
	}

	private static List<DoctorFinding> probe(Connection connection, List<CatalogTable> tables, String column)
			throws SQLException {
		List<DoctorFinding> findings = new ArrayList<>();
		bind(connection, "");
		seen(connection, tables).forEach((table) -> findings.add(finding(table, "Without a tenant, rows are seen.")));
		bind(connection, UUID.randomUUID().toString());
		seen(connection, tables)
			.forEach((table) -> findings.add(finding(table, "A tenant that owns nothing sees rows.")));
		Savepoint before = connection.setSavepoint();
		for (CatalogTable table : tables) {
			// Rows for a partitioned table are routed before a policy is asked.
			if (!table.isPartitioned() && stamps(connection, before, table.table(), column)) {
				findings.add(finding(table, "A tenant can write a row for another one."));
			}
		}
		return findings;
	}

	/**
	 * Returns the tables that show a row, asked in one statement where all of them
	 * answer.
	 */
	private static List<CatalogTable> seen(Connection connection, List<CatalogTable> tables) throws SQLException {
		Savepoint before = connection.setSavepoint();
		try {
			return seenTogether(connection, tables);
		}
		catch (SQLException ex) {
			// A table that refuses, or takes its time, must not answer for the others.
			connection.rollback(before);
			return seenAlone(connection, tables);
		}
	}

	private static List<CatalogTable> seenTogether(Connection connection, List<CatalogTable> tables)
			throws SQLException {
		String each = tables.stream()
			.map((table) -> "exists (select from %s)".formatted(table.table().quoted()))
			.collect(Collectors.joining(", "));
		try (Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("select array[%s]::boolean[]".formatted(each))) {
			row.next();
			Boolean[] answers = (Boolean[]) row.getArray(1).getArray();
			return IntStream.range(0, answers.length).filter((i) -> answers[i]).mapToObj(tables::get).toList();
		}
	}

	private static List<CatalogTable> seenAlone(Connection connection, List<CatalogTable> tables) throws SQLException {
		List<CatalogTable> seen = new ArrayList<>();
		for (CatalogTable table : tables) {
			if (sees(connection, table.table())) {
				seen.add(table);
			}
		}
		return seen;
	}

	private static void bind(Connection connection, String tenant) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(
				"select set_config('app.current_tenant_id', ?, true), set_config('statement_timeout', '5s', true)")) {
			statement.setString(1, tenant);
			statement.execute();
		}
	}

	private static boolean sees(Connection connection, TableName table) throws SQLException {
		Savepoint before = connection.setSavepoint();
		try (Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("select exists (select from %s)".formatted(table.quoted()))) {
			row.next();
			return row.getBoolean(1);
		}
		catch (SQLException ex) {
			connection.rollback(before);
			if (DENIED.equals(ex.getSQLState())) {
				return false;
			}
			throw ex;
		}
	}

	private static boolean stamps(Connection connection, Savepoint before, TableName table, String column)
			throws SQLException {
		try (PreparedStatement statement = connection
			.prepareStatement("insert into %s (%s) values (?)".formatted(table.quoted(), column))) {
			statement.setObject(1, UUID.randomUUID());
			statement.execute();
			return true;
		}
		catch (PSQLException ex) {
			return hasPassedPolicy(ex);
		}
		finally {
			connection.rollback(before);
		}
	}

	// Only constraints of a table name it; those of a domain come before the policy.
	private static boolean hasPassedPolicy(PSQLException ex) {
		ServerErrorMessage message = ex.getServerErrorMessage();
		return ex.getSQLState().startsWith(CONSTRAINT_CLASS) && message != null && message.getTable() != null;
	}

	private static DoctorFinding finding(CatalogTable table, String finding) {
		return DoctorFinding.of("D19", DoctorSeverity.FATAL, table.table().toString(), finding,
				"See the other findings of this table; apply row-level security.");
	}

}

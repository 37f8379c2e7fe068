package io.stratum.isolation.check;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import javax.sql.DataSource;

import io.stratum.isolation.doctor.DoctorCheck;
import io.stratum.isolation.doctor.DoctorFinding;
import io.stratum.isolation.doctor.DoctorQuestion;
import io.stratum.isolation.doctor.DoctorSeverity;

/**
 * Tries out whether a binding ends with its transaction.
 *
 * <p>
 * The connections are those of the application before they are tied to tenants, so the
 * pool and any pooler in between are tried as they are.
 */
final class BindingProbe implements DoctorCheck {

	private static final List<DoctorQuestion> QUESTIONS = List.of(new DoctorQuestion("D18", DoctorSeverity.FATAL,
			"A binding outlives its transaction, or reaches another client."));

	private final DataSource application;

	BindingProbe(DataSource application) {
		this.application = application;
	}

	@Override
	public List<DoctorQuestion> questions() {
		return QUESTIONS;
	}

	@Override
	public List<DoctorFinding> examine() throws SQLException {
		List<String> faults = new ArrayList<>();
		for (Ending ending : Ending.values()) {
			String tenant = UUID.randomUUID().toString();
			try (Connection connection = this.application.getConnection()) {
				connection.setAutoCommit(false);
				probe(connection, ending, tenant).ifPresent(faults::add);
				connection.setAutoCommit(true);
			}
			try (Connection next = this.application.getConnection()) {
				fault(next, tenant, "A binding reached the next client after %s.", ending).ifPresent(faults::add);
			}
		}
		return faults.stream().distinct().map(BindingProbe::finding).toList();
	}

	private static Optional<String> probe(Connection connection, Ending ending, String tenant) throws SQLException {
		if (!tenant.equals(value(connection, "select set_config('app.current_tenant_id', ?, true)", tenant))
				|| !tenant.equals(bound(connection))) {
			return Optional.of("A binding did not last until the next statement of its transaction.");
		}
		ending.end(connection);
		Optional<String> fault = fault(connection, tenant, "A binding outlived %s.", ending);
		connection.rollback();
		return fault;
	}

	private static Optional<String> fault(Connection connection, String tenant, String sentence, Ending ending)
			throws SQLException {
		return tenant.equals(bound(connection)) ? Optional.of(sentence.formatted(ending.name)) : Optional.empty();
	}

	private static String bound(Connection connection) throws SQLException {
		return value(connection, "select coalesce(current_setting(?, true), '')", "app.current_tenant_id");
	}

	private static String value(Connection connection, String sql, String parameter) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			statement.setString(1, parameter);
			try (ResultSet row = statement.executeQuery()) {
				row.next();
				return row.getString(1);
			}
		}
	}

	private static DoctorFinding finding(String fault) {
		return DoctorFinding.of("D18", DoctorSeverity.FATAL, "connection", fault,
				"Let the pool and pooler keep a transaction on one backend and end it truly; use transaction mode.");
	}

	private enum Ending {

		COMMIT("a commit") {
			@Override
			void end(Connection connection) throws SQLException {
				connection.commit();
			}
		},
		ROLLBACK("a rollback") {
			@Override
			void end(Connection connection) throws SQLException {
				connection.rollback();
			}
		};

		private final String name;

		Ending(String name) {
			this.name = name;
		}

		abstract void end(Connection connection) throws SQLException;

	}

}

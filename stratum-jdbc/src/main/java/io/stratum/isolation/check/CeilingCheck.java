package io.stratum.isolation.check;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.stratum.isolation.doctor.DoctorCheck;
import io.stratum.isolation.doctor.DoctorFinding;
import io.stratum.isolation.doctor.DoctorQuestion;
import io.stratum.isolation.doctor.DoctorSeverity;
import io.stratum.isolation.placement.OwnerServer;
import io.stratum.isolation.placement.OwnerServers;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Asks each server whether it lets this node have all the connections it may open.
 */
final class CeilingCheck implements DoctorCheck {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private static final List<DoctorQuestion> QUESTIONS = List.of(new DoctorQuestion("D28", DoctorSeverity.WARN,
			"A ceiling of connections is above what the server allows."));

	private static final String ALLOWED = """
			select least(
				current_setting('max_connections')::integer
					- current_setting('superuser_reserved_connections')::integer
					- coalesce(current_setting('reserved_connections', true), '0')::integer,
				(select nullif(rolconnlimit, -1) from pg_roles where rolname = :role))
			""";

	private final OwnerServers servers;

	private final Map<String, Integer> ceilings;

	CeilingCheck(OwnerServers servers, Map<String, Integer> ceilings) {
		this.servers = servers;
		this.ceilings = new TreeMap<>(ceilings);
	}

	@Override
	public List<DoctorQuestion> questions() {
		return QUESTIONS;
	}

	@Override
	public List<DoctorFinding> examine() {
		return this.ceilings.entrySet().stream().flatMap((entry) -> examine(entry.getKey(), entry.getValue())).toList();
	}

	private Stream<DoctorFinding> examine(String name, int ceiling) {
		OwnerServer server = this.servers.named(name);
		if (server == null) {
			return Stream.of();
		}
		try {
			int allowed = allowed(server);
			String finding = "This node may open %d connections, and the server allows %d to all nodes."
				.formatted(ceiling, allowed);
			return (ceiling <= allowed) ? Stream.of() : Stream.of(finding(name, finding));
		}
		catch (DataAccessException ex) {
			return Stream.of(finding(name, "The server does not answer, so nobody knows what it allows."));
		}
	}

	private static int allowed(OwnerServer server) {
		return JdbcClient.create(server.connect(null, new OwnerServer.Settings(List.of(), TIMEOUT, TIMEOUT)))
			.sql(ALLOWED)
			.param("role", server.roles().application())
			.query(Integer.class)
			.single();
	}

	private static DoctorFinding finding(String server, String finding) {
		return DoctorFinding.of("D28", DoctorSeverity.WARN, "server " + server, finding,
				"Lower 'spring.datasource.hikari.maximum-pool-size', 'stratum.isolation.pools.max-connections' or "
						+ "'stratum.isolation.servers.<name>.max-connections', or raise 'max_connections' of the server.");
	}

}

package io.stratum.isolation.check;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.stratum.isolation.doctor.DoctorCheck;
import io.stratum.isolation.doctor.DoctorFinding;
import io.stratum.isolation.doctor.DoctorQuestion;
import io.stratum.isolation.doctor.DoctorSeverity;
import io.stratum.isolation.placement.OwnerServer;
import io.stratum.isolation.placement.OwnerServers;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Asks whether this node and the servers of tenants tell the time of the engine's
 * database.
 *
 * <p>
 * How long an answer was under way is not held against a clock, so a slow line is no
 * finding. What two nodes differ is at most what both differ from the engine.
 */
final class ClockCheck implements DoctorCheck {

	private static final Duration TOLERANCE = Duration.ofSeconds(5);

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private static final List<DoctorQuestion> QUESTIONS = List
		.of(new DoctorQuestion("D31", DoctorSeverity.ERROR, "Clocks are too far apart."));

	private final DataSource engine;

	private final OwnerServers servers;

	private final Collection<String> names;

	private final InstantSource clock;

	ClockCheck(DataSource engine, OwnerServers servers, Collection<String> names, InstantSource clock) {
		this.engine = engine;
		this.servers = servers;
		this.names = new TreeSet<>(names);
		this.clock = clock;
	}

	@Override
	public List<DoctorQuestion> questions() {
		return QUESTIONS;
	}

	@Override
	public List<DoctorFinding> examine() {
		Duration engineAhead = ahead(this.engine);
		return Stream
			.concat(finding("node", engineAhead.negated()),
					this.names.stream().flatMap((name) -> examine(name, engineAhead)))
			.toList();
	}

	// That a server does not answer is for others to find.
	private Stream<DoctorFinding> examine(String name, Duration engineAhead) {
		OwnerServer server = this.servers.named(name);
		if (server == null) {
			return Stream.of();
		}
		try {
			DataSource owner = server.connect(null, new OwnerServer.Settings(List.of(), TIMEOUT, TIMEOUT));
			return finding("server " + name, ahead(owner).minus(engineAhead));
		}
		catch (DataAccessException ex) {
			return Stream.of();
		}
	}

	/** Returns how far a database is ahead of this node, negative if it is behind. */
	private Duration ahead(DataSource database) {
		Instant before = this.clock.instant();
		Instant there = JdbcClient.create(database)
			.sql("select clock_timestamp()")
			.query((row, number) -> Objects.requireNonNull(row.getObject(1, OffsetDateTime.class)).toInstant())
			.single();
		Instant after = this.clock.instant();
		if (there.isBefore(before)) {
			return Duration.between(before, there);
		}
		return there.isAfter(after) ? Duration.between(after, there) : Duration.ZERO;
	}

	private static Stream<DoctorFinding> finding(String object, Duration ahead) {
		if (ahead.abs().compareTo(TOLERANCE) <= 0) {
			return Stream.of();
		}
		return Stream.of(DoctorFinding.of("D31", DoctorSeverity.ERROR, object,
				"Its clock is %d seconds %s that of the engine's database.".formatted(ahead.abs().toSeconds(),
						ahead.isNegative() ? "behind" : "ahead of"),
				"Have all nodes and servers follow the same time (NTP); at most %d seconds are allowed."
					.formatted(TOLERANCE.toSeconds())));
	}

}

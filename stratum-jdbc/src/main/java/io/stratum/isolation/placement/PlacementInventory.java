package io.stratum.isolation.placement;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.stratum.engine.EngineDatabase;
import io.stratum.isolation.Placement;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Compares the places that are recorded with those that the servers have.
 */
public final class PlacementInventory {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private static final String PLACES = """
			select nspname::text
			from pg_namespace
			where nspname ~ '^t_[0-9a-f]{32}$'
			union all
			select datname::text
			from pg_database
			where datname ~ :databases
			""";

	private final PlacementRecords records;

	private final OwnerServers servers;

	private final Set<String> names;

	private final PlacementNames pattern;

	/**
	 * Creates the comparison.
	 * @param database where placements are recorded
	 * @param servers servers on which places are made
	 * @param names names of all these servers
	 * @param pattern how this application names its places
	 */
	public PlacementInventory(EngineDatabase database, OwnerServers servers, Collection<String> names,
			PlacementNames pattern) {
		this.records = new PlacementRecords(database, TIMEOUT);
		this.servers = servers;
		this.names = Set.copyOf(names);
		this.pattern = pattern;
	}

	/**
	 * Looks at every server; one that does not answer is a difference of its own.
	 * @return what is on record alone or on a server alone
	 */
	public List<Difference> differences() {
		return this.names.stream().sorted().flatMap((name) -> differences(name).stream()).toList();
	}

	/**
	 * Returns the placements that could not be made or taken down.
	 * @return placements that wait for another try
	 */
	public List<RecordedPlacement> failed() {
		return this.records.all().stream().filter((placement) -> placement.state() == PlacementState.FAILED).toList();
	}

	private List<Difference> differences(String name) {
		OwnerServer server = this.servers.named(name);
		if (server == null) {
			return List.of(new Difference(name, null, Kind.UNKNOWN));
		}
		try {
			return differences(server);
		}
		catch (DataAccessException ex) {
			return List.of(new Difference(name, null, Kind.UNKNOWN));
		}
	}

	// Whatever was made has been recorded before, so the server is asked first; what is
	// ready stays, so it is there when the server is asked again.
	private List<Difference> differences(OwnerServer server) {
		Set<String> before = places(server);
		List<RecordedPlacement> recorded = this.records.all();
		Set<String> after = places(server);
		return Stream.concat(missing(server, recorded, after), unrecorded(server, recorded, before)).toList();
	}

	private static Stream<Difference> missing(OwnerServer server, List<RecordedPlacement> recorded, Set<String> there) {
		return recorded.stream()
			.filter((placement) -> isOn(server, placement) && placement.state() == PlacementState.READY)
			.map(RecordedPlacement::name)
			.filter((name) -> !there.contains(name))
			.map((name) -> new Difference(server.name(), name, Kind.MISSING));
	}

	// One server may have two names, and the default database of a server without schemas
	// of this application may be that of another.
	private static Stream<Difference> unrecorded(OwnerServer server, List<RecordedPlacement> recorded,
			Set<String> there) {
		boolean schemas = Placement.HOME.equals(server.name()) || recorded.stream()
			.anyMatch((placement) -> isOn(server, placement) && placement.place().schema() != null);
		Set<String> names = recorded.stream().map(RecordedPlacement::name).collect(Collectors.toSet());
		return there.stream()
			.filter((name) -> !names.contains(name) && (schemas || !PlacementNames.isSchema(name)))
			.sorted()
			.map((name) -> new Difference(server.name(), name, Kind.UNRECORDED));
	}

	private static boolean isOn(OwnerServer server, RecordedPlacement placement) {
		return placement.place().server().equals(server.name());
	}

	private Set<String> places(OwnerServer server) {
		return Set.copyOf(JdbcClient.create(server.connect(null, new OwnerServer.Settings(List.of(), TIMEOUT, TIMEOUT)))
			.sql(PLACES)
			.param("databases", this.pattern.databases())
			.query((row, number) -> row.getString(1))
			.list());
	}

	/**
	 * A place of which record and server do not say the same.
	 *
	 * @param server name of the server
	 * @param place name of the schema or database, {@code null} if the server is unknown
	 * @param kind what is wrong
	 */
	public record Difference(String server, @Nullable String place, Kind kind) {

	}

	/**
	 * What is wrong with a place.
	 */
	public enum Kind {

		/** It is there, and nobody knows why. */
		UNRECORDED,
		/** It is on record, ready, and not there. */
		MISSING,
		/** The server did not answer. */
		UNKNOWN

	}

}

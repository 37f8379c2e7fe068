package io.stratum.isolation.placement;

import java.time.Duration;
import java.util.List;

import javax.sql.DataSource;

import io.stratum.isolation.RoleNames;
import org.jspecify.annotations.Nullable;

/**
 * A database server as the owner of tables sees it.
 */
public interface OwnerServer {

	/**
	 * Returns the name in placements.
	 * @return the name
	 */
	String name();

	/**
	 * Returns how the roles are called there.
	 * @return names of the four roles
	 */
	RoleNames roles();

	/**
	 * Gives connections of the owner, each opened when asked for.
	 * @param database name of the database, or {@code null} for the server's default
	 * @param settings how they are opened
	 * @return connections outside any pool
	 */
	DataSource connect(@Nullable String database, Settings settings);

	/**
	 * How connections of the owner are opened.
	 *
	 * @param searchPath schemas searched for names without one; empty for the server's
	 * default
	 * @param lockTimeout longest wait for a lock, zero for no limit
	 * @param statementTimeout longest time of a statement, zero for no limit
	 */
	record Settings(List<String> searchPath, Duration lockTimeout, Duration statementTimeout) {

	}

}

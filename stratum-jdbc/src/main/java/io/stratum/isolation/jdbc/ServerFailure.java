package io.stratum.isolation.jdbc;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Tells operators why a server refused something, without values of rows.
 *
 * <p>
 * <b>Guarantees.</b> Of a refusal only its state and its first sentence are told, and the
 * sentence only for kinds of errors in which PostgreSQL names objects and no values; its
 * detail, its context and the texts of drivers and libraries around it are left out. What
 * did not come from a server is told as it is.
 */
public final class ServerFailure {

	// Connections, constraints, rights, names, locks, resources; not data and not what
	// functions raise, for these quote values.
	private static final Set<String> NAMING_CLASSES = Set.of("08", "0A", "23", "25", "28", "2B", "2D", "3D", "3F", "40",
			"42", "53", "54", "55", "57", "58");

	private static final Pattern LINE = Pattern.compile("(?m)^Line\\s*: (\\d+)$");

	private ServerFailure() {
	}

	/**
	 * Returns what may be logged, stored and thrown of a failure.
	 * @param failure what happened
	 * @return one line if a server refused something, else the message of the failure
	 */
	public static String text(Throwable failure) {
		SQLException refusal = refusal(failure);
		if (refusal == null) {
			return Objects.requireNonNullElse(failure.getMessage(), failure.toString());
		}
		String words = words(refusal);
		return place(failure, words) + "SQLState " + refusal.getSQLState() + ": " + words;
	}

	/**
	 * Returns a failure to log or to throw in place of another.
	 * @param failure what happened
	 * @return the failure itself, or one with its stack and without values if a server
	 * refused something
	 */
	public static Throwable withoutValues(Throwable failure) {
		if (refusal(failure) == null) {
			return failure;
		}
		IllegalStateException told = new IllegalStateException(text(failure));
		told.setStackTrace(failure.getStackTrace());
		return told;
	}

	/** Finds the innermost refusal; that of a batch comes after the one of its driver. */
	private static @Nullable SQLException refusal(Throwable failure) {
		SQLException found = null;
		Set<Throwable> seen = new HashSet<>();
		for (Throwable each = failure; each != null && seen.add(each); each = next(each)) {
			if (each instanceof SQLException refusal) {
				found = refusal;
			}
		}
		return found;
	}

	private static @Nullable Throwable next(Throwable failure) {
		return (failure instanceof BatchUpdateException batch && batch.getNextException() != null)
				? batch.getNextException() : failure.getCause();
	}

	private static String words(SQLException refusal) {
		String state = String.valueOf(refusal.getSQLState());
		if (state.length() != 5 || !NAMING_CLASSES.contains(state.substring(0, 2))) {
			return "what the server said may hold values; its own log has it.";
		}
		ServerErrorMessage message = (refusal instanceof PSQLException error) ? error.getServerErrorMessage() : null;
		String words = (message != null) ? message.getMessage() : refusal.getMessage();
		return Objects.requireNonNullElse(words, "the server said nothing.");
	}

	/** Names the script and its line, which Flyway tells before it quotes the server. */
	private static String place(Throwable failure, String words) {
		String text = (failure instanceof FlywayException) ? failure.getMessage() : null;
		String title = (text != null) ? text.lines().findFirst().orElse("") : "";
		if (text == null || title.contains(words) || !title.startsWith("Failed to execute script")) {
			return "";
		}
		Matcher line = LINE.matcher(text);
		return title + (line.find() ? ", line " + line.group(1) : "") + ". ";
	}

}

package io.stratum.autoconfigure.jpa;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/**
 * Shows the way where entities have a tenant and their tables do not yet.
 */
final class MissingTenantColumnFailureAnalyzer implements FailureAnalyzer {

	// The name of the column is the application's own choice, so only its meaning is
	// guessed.
	private static final Pattern MISSING = Pattern.compile("missing column \\[(\\w*tenant\\w*)] in table \\[([^]]+)]");

	@Override
	public @Nullable FailureAnalysis analyze(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			Matcher missing = MISSING.matcher(String.valueOf(cause.getMessage()));
			if (cause.getCause() == null && missing.find()) {
				return analysis(missing.group(1), missing.group(2), cause);
			}
		}
		return null;
	}

	private static FailureAnalysis analysis(String column, String table, Throwable cause) {
		return new FailureAnalysis(
				"The table '" + table + "' has no column '" + column + "' yet, so its rows belong to no tenant.",
				"Add a migration that gives every table of tenants the column and every row a tenant; docs/adopt.md "
						+ "has one that fits any schema. Set 'stratum.first-tenant.slug' to whom the rows belong.",
				cause);
	}

}

package io.stratum.audit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import io.stratum.InvalidInputException;
import io.stratum.Issue;
import io.stratum.engine.Json;
import org.jspecify.annotations.Nullable;

/**
 * The broken rules of what an application adds to the audit log.
 */
final class NoteRules {

	private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,99}");

	private static final int MOST_BYTES = 64 * 1024;

	private final List<Issue> issues = new ArrayList<>();

	static void check(AuditNote note) {
		NoteRules rules = new NoteRules();
		rules.name("action", note.action());
		rules.name("resource_type", note.resourceType());
		rules.length("resource_id", note.resourceId(), 255);
		rules.length("reason", note.reason(), 1_000);
		rules.size("before", note.before());
		rules.size("after", note.after());
		rules.size("metadata", note.metadata());
		if (!rules.issues.isEmpty()) {
			throw new InvalidInputException(rules.issues);
		}
	}

	private void name(String path, String name) {
		if (!NAME.matcher(name).matches()) {
			add(path, "A name of 1 to 100 lower-case letters, digits, dots, underscores and dashes is needed.",
					"pattern");
		}
	}

	private void length(String path, @Nullable String text, int most) {
		if (text != null && text.length() > most) {
			add(path, "The text has at most " + most + " characters.", "size");
		}
	}

	private void size(String path, @Nullable Object value) {
		if (Json.write(value).getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
			add(path, "The value has at most 64 KiB as JSON.", "size");
		}
	}

	private void add(String path, String message, String code) {
		this.issues.add(new Issue(path, message, code));
	}

}

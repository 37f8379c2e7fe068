package io.stratum.tenant;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.stratum.InvalidInputException;
import io.stratum.Issue;
import io.stratum.engine.JsonInput;
import org.jspecify.annotations.Nullable;

/**
 * What a caller hands in about a tenant, held against the rules, with one issue a field.
 */
final class TenantInput {

	static final int MAX_NAME = 255;

	private static final Pattern SLUG = Pattern.compile("[a-z][a-z0-9_]{0,62}");

	private final List<Issue> issues = new ArrayList<>();

	private TenantInput() {
	}

	static boolean isSlug(@Nullable String text) {
		return text != null && SLUG.matcher(text).matches();
	}

	static void check(NewTenant description) {
		TenantInput input = fields(description);
		if (description.parentRef() != null) {
			input.add("parent_ref", "Only a row of a batch names its parent by parent_ref.", "not_allowed");
		}
		input.verify();
	}

	static void checkRow(NewTenant description, Map<String, ?> earlierRows) {
		TenantInput input = fields(description);
		if (description.parentRef() != null && description.parentId() != null) {
			input.add("parent_ref", "A row names its parent either by parent_id or by parent_ref.", "not_allowed");
		}
		else if (description.parentRef() != null && !earlierRows.containsKey(description.parentRef())) {
			input.add("parent_ref", "The parent_ref is not the slug of an earlier row of the batch.", "unknown");
		}
		input.verify();
	}

	static void check(TenantUpdate update) {
		TenantInput input = new TenantInput();
		if (update.slug() != null) {
			input.slug(update.slug());
		}
		if (update.name() != null) {
			input.text("name", update.name());
		}
		if (update.config() != null) {
			input.json("config", update.config());
		}
		if (update.metadata() != null) {
			input.json("metadata", update.metadata());
		}
		input.verify();
	}

	static void check(TenantFilter filter) {
		TenantInput input = new TenantInput();
		if (filter.text() != null) {
			input.text("q", filter.text());
		}
		if (filter.rootsOnly() && filter.parent() != null) {
			input.add("roots", "A root has no parent; ask for roots or for a parent.", "not_allowed");
		}
		input.verify();
	}

	private static TenantInput fields(NewTenant description) {
		TenantInput input = new TenantInput();
		input.slug(description.slug());
		input.text("name", description.name());
		input.json("config", description.config());
		input.json("metadata", description.metadata());
		return input;
	}

	private void slug(@Nullable String slug) {
		if (!isSlug(slug)) {
			add("slug",
					"The slug is a lower-case letter followed by up to 62 lower-case letters, digits or underscores.",
					"pattern");
		}
	}

	private void text(String path, @Nullable String text) {
		if (text == null || text.isEmpty() || text.codePointCount(0, text.length()) > MAX_NAME) {
			add(path, "The " + path + " has 1 to " + MAX_NAME + " characters.", "size");
		}
		else if (text.chars().anyMatch(Character::isISOControl) || !JsonInput.isStorable(text)) {
			add(path, "The " + path + " contains characters that are not text.", "pattern");
		}
	}

	private void json(String path, Map<String, ? extends @Nullable Object> value) {
		JsonInput.check(path, value).ifPresent(this.issues::add);
	}

	private void add(String path, String message, String code) {
		this.issues.add(new Issue(path, message, code));
	}

	private void verify() {
		if (!this.issues.isEmpty()) {
			throw new InvalidInputException(this.issues);
		}
	}

}

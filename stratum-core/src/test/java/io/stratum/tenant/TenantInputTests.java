package io.stratum.tenant;

import java.util.Map;

import io.stratum.InvalidInputException;
import io.stratum.Issue;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class TenantInputTests {

	@Test
	void everyBrokenFieldHasItsIssue() {
		NewTenant broken = NewTenant.root("No", "")
			.withConfig(Map.of("text", "\0"))
			.withMetadata(Map.of("text", "x".repeat(64 * 1024)));
		assertThat(issues(broken)).extracting((issue) -> issue.path() + " " + issue.code())
			.containsExactly("slug pattern", "name size", "config json", "metadata size");
	}

	@Test
	void nameIsCountedInCharactersNotInHalvesOfThem() {
		assertThatCode(() -> TenantInput.check(NewTenant.root("acme", "🦊".repeat(255)))).doesNotThrowAnyException();
		assertThat(issues(NewTenant.root("acme", "🦊".repeat(256)))).extracting(Issue::code).containsExactly("size");
	}

	@Test
	void nameWithoutTextIsRefused() {
		for (String name : new String[] { "a\nb", "a\0b", "\u007f", "\u0085", "half \ud83e" }) {
			assertThat(issues(NewTenant.root("acme", name))).extracting(Issue::path).containsExactly("name");
		}
	}

	@Test
	void missingFieldsAreIssuesToo() {
		assertThat(issues(NewTenant.root(null, null))).extracting(Issue::path).containsExactly("slug", "name");
	}

	@Test
	void parentRefBelongsToBatches() {
		assertThat(issues(NewTenant.childOfRow("acme", "acme_emea", "EMEA"))).extracting(Issue::path)
			.containsExactly("parent_ref");
	}

	private static Iterable<Issue> issues(NewTenant description) {
		return catchThrowableOfType(InvalidInputException.class, () -> TenantInput.check(description)).issues();
	}

}

package io.corsync.status;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may look at the page, and how it is reached; the settings may be unsound,
 * {@link #problems(boolean)} tells.
 *
 * @param accounts who may log in
 * @param behindProxy whether a proxy in front of it speaks TLS with browsers, and tells
 * their addresses
 * @param metricsToken what machines show that read health and metrics, null for none
 * @param language the language of all pages, null for the browser's
 */
@ConfigurationProperties("serve")
public record ServeProperties(@DefaultValue List<Account> accounts, boolean behindProxy, @Nullable String metricsToken,
		@Nullable String language) {

	private static final Pattern BCRYPT = Pattern.compile("\\$2[aby]?\\$\\d\\d\\$[./A-Za-z0-9]{53}");

	private static final int SHORTEST_TOKEN = 20;

	/** Secrets from files end in a line break more often than not. */
	public ServeProperties {
		metricsToken = (metricsToken == null || metricsToken.isBlank()) ? null : metricsToken.strip();
		language = (language == null || language.isBlank()) ? null : language.strip().toLowerCase(Locale.ROOT);
	}

	/**
	 * Somebody who may log in.
	 *
	 * @param name as they type it
	 * @param hash bcrypt of the password
	 * @param role {@code viewer} or {@code operator}
	 */
	public record Account(@Nullable String name, @Nullable String hash, @Nullable String role) {

		/** Secrets from files end in a line break more often than not. */
		public Account {
			hash = (hash != null) ? hash.strip() : null;
		}

		@Override
		public String toString() {
			return "%s (%s)".formatted(this.name, this.role);
		}

	}

	/**
	 * What keeps these settings from working.
	 * @param oidc whether people may log in without an account
	 * @return sentences that name key, value and remedy; empty when all is well
	 */
	List<String> problems(boolean oidc) {
		List<String> problems = new ArrayList<>();
		if (this.accounts.isEmpty() && !oidc) {
			problems.add(
					"serve.accounts is empty, so nobody could log in. Make the hash of a password with: cor-sync serve --hash. Then set serve.accounts with name, hash and role (SERVE_ACCOUNTS_0_NAME, SERVE_ACCOUNTS_0_HASH, SERVE_ACCOUNTS_0_ROLE); or set serve.oidc.*.");
		}
		Set<String> names = new HashSet<>();
		for (int i = 0; i < this.accounts.size(); i++) {
			check(problems, "serve.accounts[%d]".formatted(i), "SERVE_ACCOUNTS_%d".formatted(i), this.accounts.get(i),
					names);
		}
		if (this.metricsToken != null && this.metricsToken.length() < SHORTEST_TOKEN) {
			problems.add(
					"serve.metrics-token (SERVE_METRICS_TOKEN) is shorter than %d characters. Set a random one, as from: openssl rand -hex 24"
						.formatted(SHORTEST_TOKEN));
		}
		if (this.language != null && !PageLocale.LANGUAGES.contains(this.language)) {
			problems.add(
					"serve.language (SERVE_LANGUAGE) is %s. Set en, es or pt, or nothing for the language of each browser."
						.formatted(this.language));
		}
		return problems;
	}

	private static void check(List<String> problems, String key, String variable, Account account, Set<String> names) {
		String name = account.name();
		if (name == null || name.isBlank()) {
			problems
				.add("%s.name (%s_NAME) is empty. Set the name that is typed at the login.".formatted(key, variable));
		}
		else if (!names.add(name.toLowerCase(Locale.ROOT))) {
			problems
				.add("%s.name (%s_NAME) is %s, as another account's. Set another one.".formatted(key, variable, name));
		}
		if (account.hash() == null || !BCRYPT.matcher(account.hash()).matches()) {
			problems.add("%s.hash (%s_HASH) is no bcrypt hash. Make one with: cor-sync serve --hash".formatted(key,
					variable));
		}
		if (!"viewer".equals(account.role()) && !"operator".equals(account.role())) {
			problems
				.add("%s.role (%s_ROLE) is %s. Set viewer, who only looks, or operator, who starts and stops runs too."
					.formatted(key, variable, account.role()));
		}
	}

	@Override
	public String toString() {
		return "ServeProperties[accounts=%s, behindProxy=%s]".formatted(this.accounts, this.behindProxy);
	}

}

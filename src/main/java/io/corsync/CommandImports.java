package io.corsync;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/**
 * Keeps what only a site needs out of commands, which live for seconds.
 */
final class CommandImports implements AutoConfigurationImportFilter, EnvironmentAware {

	/** Set while a site is opened. */
	static final String SITE = "cor-sync.site";

	private static final List<String> SITE_ONLY = List.of(".actuate.", ".health.", ".metrics.", ".observation.",
			".micrometer.", ".security.", ".servlet.", ".tomcat.", ".webmvc.", ".thymeleaf.", ".aop.", ".availability.",
			".http.", ".jackson.", ".task.", ".MessageSourceAutoConfiguration", ".TransactionAutoConfiguration");

	private boolean site;

	@Override
	public void setEnvironment(Environment environment) {
		this.site = environment.getProperty(SITE, Boolean.class, false);
	}

	@Override
	public boolean[] match(@Nullable String[] configurations, AutoConfigurationMetadata metadata) {
		boolean[] matching = new boolean[configurations.length];
		for (int i = 0; i < configurations.length; i++) {
			String configuration = configurations[i];
			matching[i] = configuration != null && (this.site || SITE_ONLY.stream().noneMatch(configuration::contains));
		}
		return matching;
	}

}

package io.corsync.status;

import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.web.servlet.LocaleResolver;

/**
 * What all pages share: their languages.
 */
@Configuration(proxyBeanMethods = false)
class PageConfiguration {

	@Bean
	LocaleResolver localeResolver(ServeProperties properties) {
		return new PageLocale(properties.language());
	}

	@Bean
	MessageSource messageSource() {
		ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
		messages.setBasenames("messages", "remedies");
		messages.setDefaultEncoding("UTF-8");
		messages.setFallbackToSystemLocale(false);
		// So that an apostrophe is written alike in every line.
		messages.setAlwaysUseMessageFormat(true);
		return messages;
	}

}

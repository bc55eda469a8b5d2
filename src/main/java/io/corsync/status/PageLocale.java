package io.corsync.status;

import java.util.Collections;
import java.util.List;
import java.util.Locale;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.web.servlet.LocaleResolver;

/**
 * The language of the page: the one that is set, else the first one of the browser's that
 * the page speaks. The browser's region tells how numbers and dates are written.
 */
final class PageLocale implements LocaleResolver {

	static final List<String> LANGUAGES = List.of("en", "es", "pt");

	private final @Nullable String set;

	PageLocale(@Nullable String set) {
		this.set = set;
	}

	@Override
	public Locale resolveLocale(HttpServletRequest request) {
		List<Locale> wanted = (request.getHeader("Accept-Language") != null) ? Collections.list(request.getLocales())
				: List.of();
		return wanted.stream()
			.filter((locale) -> (this.set != null) ? locale.getLanguage().equals(this.set)
					: LANGUAGES.contains(locale.getLanguage()))
			.findFirst()
			.orElseGet(() -> Locale.forLanguageTag((this.set != null) ? this.set : LANGUAGES.get(0)));
	}

	@Override
	public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
		throw new UnsupportedOperationException("The browser and the settings say which language it is");
	}

}

//! The words of the room of the office's settings.
//!
//! The names of settings, and what their usual values rest on, are labels.

use crate::lang::screen::words::words;

words! {
    /// What the office sets for itself and for cities.
    Setting {
        Usual: "標準", "Usual";
        AsUsual: "標準のまま", "as usual";
        Offered: "選べる値", "To choose from";
        OfOffice: "事業所", "Office";
        Ground: "標準の値について", "On the usual value";
        ByCity: "市町村ごとに変えられます(F7)。", "It can differ by city (F7).";
        ByOffice: "事業所に一つの設定です。市町村ごとには変えられません。", "One setting for the office; it does not differ by city.";
        OfCity: "この市町村だけの値です。F8で、事業所の値に戻します。", "Holds for this city only. F8 goes back to the office's value.";
        KeyChange: "変える", "Change";
        KeyCity: "市町村で変える", "For a city";
        KeyReset: "標準に戻す", "Reset";
        Value: "値", "Value";
        Take: "この値にする", "Set this value";
        City: "市町村", "City";
        CityAsk: "市町村の名前と、そこでの値を入れます。ほかの市町村は、事業所の値のままです。", "Type the name of the city and its value. Other cities keep the office's value.";
        Done: "設定を変えました。", "The setting was changed.";
        Reset: "標準に戻しました。", "The setting is back to the usual value.";
        ResetCity: "この市町村だけの値をやめ、事業所の値に戻しました。", "The city has the office's value again.";
        ResetAsk: "この設定を標準に戻しますか。", "Put this setting back to the usual value?";
        ResetCityAsk: "この市町村の値を、事業所の値に戻しますか。", "Give this city the office's value again?";
        UsualAlready: "もう標準のままです。", "It has the usual value already.";
    }
}
